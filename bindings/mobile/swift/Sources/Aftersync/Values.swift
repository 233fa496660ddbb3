import Foundation

/** Something people read in their own language. */
public protocol Labelled {
    func label(_ lang: Lang) -> String
}

extension Labelled {
    /** What it is called in the language of the device. */
    public var label: String { label(.ofUser) }
}

extension Lang {
    /** The language of the device: Chinese, or English for every other. */
    public static var ofUser: Lang {
        (Locale.preferredLanguages.first ?? "").hasPrefix("zh") ? .zh : .en
    }

    func pick(_ zh: String, _ en: String) -> String { self == .zh ? zh : en }
}

extension Timestamp {
    /** Now, by the device's own clock. */
    public static var now: Timestamp { Timestamp(Date()) }

    /** A moment of the platform's own type, to the millisecond. */
    public init(_ date: Date) { self.init(Int64(date.timeIntervalSince1970 * 1_000)) }

    /** The moment as the platform's own type. */
    public var date: Date { Date(timeIntervalSince1970: Double(rawValue) / 1_000) }
}

/** Two values: a list of two in JSON. */
public struct Two<A, B>: Codable, Hashable, Sendable
where A: Codable & Hashable & Sendable, B: Codable & Hashable & Sendable {
    public var first: A
    public var second: B

    public init(_ first: A, _ second: B) {
        self.first = first
        self.second = second
    }

    public init(from decoder: any Decoder) throws {
        var items = try decoder.unkeyedContainer()
        first = try items.decode(A.self)
        second = try items.decode(B.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var items = encoder.unkeyedContainer()
        try items.encode(first)
        try items.encode(second)
    }
}

/** Three values: a list of three in JSON. */
public struct Three<A, B, C>: Codable, Hashable, Sendable
where A: Codable & Hashable & Sendable, B: Codable & Hashable & Sendable, C: Codable & Hashable & Sendable {
    public var first: A
    public var second: B
    public var third: C

    public init(_ first: A, _ second: B, _ third: C) {
        self.first = first
        self.second = second
        self.third = third
    }

    public init(from decoder: any Decoder) throws {
        var items = try decoder.unkeyedContainer()
        first = try items.decode(A.self)
        second = try items.decode(B.self)
        third = try items.decode(C.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var items = encoder.unkeyedContainer()
        try items.encode(first)
        try items.encode(second)
        try items.encode(third)
    }
}

/** Any JSON. */
public enum JSONValue: Codable, Hashable, Sendable {
    case null
    case flag(Bool)
    case whole(Int64)
    case natural(UInt64)
    case number(Double)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    public init(from decoder: any Decoder) throws {
        let one = try decoder.singleValueContainer()
        if one.decodeNil() {
            self = .null
        } else if let held = try? one.decode(Bool.self) {
            self = .flag(held)
        } else if let held = try? one.decode(Int64.self) {
            self = .whole(held)
        } else if let held = try? one.decode(UInt64.self) {
            self = .natural(held)
        } else if let held = try? one.decode(Double.self) {
            self = .number(held)
        } else if let held = try? one.decode(String.self) {
            self = .text(held)
        } else if let held = try? one.decode([JSONValue].self) {
            self = .list(held)
        } else {
            self = .object(try one.decode([String: JSONValue].self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var one = encoder.singleValueContainer()
        switch self {
        case .null: try one.encodeNil()
        case .flag(let held): try one.encode(held)
        case .whole(let held): try one.encode(held)
        case .natural(let held): try one.encode(held)
        case .number(let held): try one.encode(held)
        case .text(let held): try one.encode(held)
        case .list(let held): try one.encode(held)
        case .object(let held): try one.encode(held)
        }
    }
}

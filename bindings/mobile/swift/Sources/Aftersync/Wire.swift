import AftersyncNative
import Foundation

/** The arguments of a call, by name; one that is absent is left out. */
struct Arguments {
    private var fields: [String: JSONValue] = [:]

    mutating func put<T: Encodable>(_ name: String, _ value: T) throws {
        let written = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode([value]))
        if case .list(let one) = written, let value = one.first, value != .null {
            fields[name] = value
        }
    }

    func json() throws -> String {
        String(decoding: try JSONEncoder().encode(fields), as: UTF8.self)
    }
}

/** The typed value of a result. */
func read<T: Decodable>(_ text: String) throws -> T {
    do {
        // In a list: a value that is nothing or one word is no document for every version of Foundation.
        let one = try JSONDecoder().decode([T].self, from: Data("[\(text)]".utf8))
        guard let value = one.first else { throw unreadable("empty") }
        return value
    } catch is DecodingError {
        // Its words quote what was read, which may be personal.
        throw unreadable("DecodingError")
    }
}

/** Runs a native call; what it throws is typed. */
func guarded<T>(_ run: () throws -> T) throws -> T {
    do {
        return try run()
    } catch NativeException.Failed(let failure) {
        throw AftersyncError(try read(failure))
    }
}

private func unreadable(_ cause: String) -> AftersyncError {
    .internal(
        Failure(
            allowed: [],
            context: ["cause": cause],
            kind: .internal,
            message: "a result cannot be read",
            operation: "call.swift",
            phase: .notSent,
            retry: .never,
            retryable: false
        )
    )
}

/** A word that this version does not know. */
func unknownWord(_ decoder: any Decoder, _ type: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "this is no \(type)"))
}

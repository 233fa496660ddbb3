import XCTest

@testable import Aftersync

/** Runs where a Swift toolchain and the XCFramework are: `swift test` in this folder. */
final class ReplicaTests: XCTestCase {
    private func options() throws -> ReplicaOptions {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).db").path
        return ReplicaOptions(
            agent: try agentId(external: "ann"),
            device: DeviceId(String(repeating: "0", count: 32)),
            key: Data(repeating: 7, count: 32),
            path: path
        )
    }

    func testAnEmptyCopy() async throws {
        let copy = try await Replica.open(options())
        let count = try await copy.count()
        XCTAssertEqual(count, 0)
        let page = try await copy.tickets()
        XCTAssertEqual(page, [])
        try await copy.wipe()
        XCTAssertTrue(copy.isClosed)
    }

    func testAForgedAnswerIsRefusedWhole() async throws {
        let copy = try await Replica.open(options())
        do {
            try await copy.sync { _ in Data("<html>".utf8) }
            XCTFail("it was taken")
        } catch AftersyncError.malformed(let failure) {
            XCTAssertFalse(failure.retryable)
        }
    }

    func testACommandForATicketThatIsNotThere() async throws {
        let copy = try await Replica.open(options())
        do {
            _ = try await copy.act.note(ticket: TicketId(String(repeating: "0", count: 32)), text: "x")
            XCTFail("it was taken")
        } catch AftersyncError.notFound(let failure) {
            XCTAssertNotNil(failure.hint)
        }
    }

    func testLabels() {
        XCTAssertEqual(Headline.refunding.label(.zh), "退款中")
        XCTAssertEqual(Headline.refunding.label(.en), "Refund in progress")
    }
}

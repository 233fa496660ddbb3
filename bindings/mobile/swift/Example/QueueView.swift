// A list of the agent's work that shows pending commands at once and syncs when it is pulled down. Copy it into an app that
// depends on the package `Aftersync`.
import Aftersync
import SwiftUI

@MainActor
final class QueueModel: ObservableObject {
    @Published private(set) var page: [ListedTicket] = []
    @Published private(set) var problem: String?
    private let copy: Replica
    private let backend: URL
    private let token: String

    init(copy: Replica, backend: URL, token: String) {
        self.copy = copy
        self.backend = backend
        self.token = token
    }

    func follow() async {
        do {
            for try await page in copy.queue() { self.page = page }
        } catch {
            problem = "\(error)"
        }
    }

    func sync() async {
        do {
            let report = try await copy.sync { [backend, token] in try await post($0, to: backend, token: token) }
            problem = report.conflicts > 0 ? "\(report.conflicts) 条需要确认" : nil
        } catch let error as AftersyncError {
            problem = error.failure.hint ?? error.failure.message
        } catch {
            // No network: what was done waits, and goes with the next sync.
            problem = nil
        }
    }

    func approve(_ ticket: ListedTicket) async {
        do {
            _ = try await copy.act.approveRefund(ticket: ticket.id)
        } catch {
            problem = "\(error)"
        }
    }
}

@Sendable
private func post(_ body: Data, to backend: URL, token: String) async throws -> Data {
    var request = URLRequest(url: backend)
    request.httpMethod = "POST"
    request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
    request.httpBody = body
    let (answer, response) = try await URLSession.shared.data(for: request)
    guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw URLError(.badServerResponse) }
    return answer
}

struct QueueView: View {
    @StateObject var model: QueueModel

    var body: some View {
        List(model.page, id: \.id) { ticket in
            HStack {
                VStack(alignment: .leading) {
                    Text(ticket.number.rawValue)
                    Text(ticket.headline.label).foregroundStyle(.secondary)
                }
                Spacer()
                if ticket.pending > 0 { Image(systemName: "arrow.up.circle") }
                Button("同意退款") { Task { await model.approve(ticket) } }
            }
        }
        .refreshable { await model.sync() }
        .task { await model.follow() }
        .overlay(alignment: .bottom) { if let problem = model.problem { Text(problem) } }
    }
}

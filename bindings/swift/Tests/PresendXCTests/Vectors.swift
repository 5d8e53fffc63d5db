import Foundation

/// The vectors that the tests of every language read, as far as a scan can show them.
struct Vectors: Decodable {
    let pdq: Pictures
    let files: Files
    let scans: Scans

    struct Pictures: Decodable {
        let pictures: [Picture]
    }

    struct Picture: Decodable {
        let name: String
        let width: Int
        let height: Int
        let channels: [[Int]]
        let pdq: [String: Hash]
        let pdq512: Hash
    }

    struct Hash: Decodable {
        let hash: String?
        let quality: UInt8
    }

    struct Files: Decodable {
        let files: [File]
    }

    struct File: Decodable {
        let file: String
        let kind: String
        let bytes: Int
        let sha256: String
        let md5: String
        let undecided: String?
        let frames: [Frame]
    }

    struct Frame: Decodable {
        let frame: UInt32
        let pdq: String?
        let quality: UInt8
        let pdq512: String?
    }

    struct Scans: Decodable {
        let scans: [Scan]
    }

    struct Scan: Decodable {
        let name: String
        let list: String
        let file: String
        let outcome: String
        let decision: String
        let findings: [Expected]
    }

    struct Expected: Decodable, Equatable {
        let evidence: String
        let distanceBits: UInt32?
        let variant: String?
    }

    static func load() throws -> Vectors {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Vectors.self, from: Data(contentsOf: testdata("vectors.json")))
    }

    static func testdata(_ name: String) -> URL {
        let here = URL(fileURLWithPath: #filePath)
        let root = (0..<5).reduce(here) { url, _ in url.deletingLastPathComponent() }
        return root.appendingPathComponent("core/testdata/\(name)")
    }
}

extension Vectors.Picture {
    /// The samples, drawn as the vectors' `about` says.
    var samples: Data {
        var bytes = Data(capacity: width * height * channels.count)
        for y in 0..<height {
            for x in 0..<width {
                for channel in channels {
                    let (ax, ay, q, p) = (channel[0], channel[1], channel[2], channel[3])
                    let v = ax * x + ay * y + x * y / q
                    bytes.append(UInt8(abs(v % (2 * p) - p) * 255 / p))
                }
            }
        }
        return bytes
    }
}

import Diagnostics
import PlanText

extension Rule {
    static let invalidUTF8 = Rule(
        code: .invalidUTF8,
        name: "invalid-utf-8",
        severity: .error,
        preventsReading: true,
        summary: "A document is valid UTF-8.",
        rationale: """
            Bytes in Latin-1 or Windows-1252 have no meaning in UTF-8: one reader shows `M?ller`, the next one stops \
            there, a third one drops the letter. Two people who sign the same bytes have then read different texts. \
            UTF-16 is worse: git takes such a file for binary and shows no difference in a review.
            """,
        remedy: "Save the file as UTF-8, or convert it: `iconv -f WINDOWS-1252 -t UTF-8 old.yaml > new.yaml`.",
        failing: .situation(
            """
            A spreadsheet program saves `title: Abläufe am Service Desk` as Windows-1252: the `ä` is the single byte \
            `E4`, which no UTF-8 text has there.
            """),
        passing: .situation("The same file saved as UTF-8: the `ä` is the two bytes `C3 A4`."),
        since: "0.1")
}

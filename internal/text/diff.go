package text

// Diff holds the words for the difference of two policy documents.
type Diff struct {
	Title   string
	Between string // %s: a version, %s: another
	Counts  string // %s: lines gone, %s: lines new
	None    string // the texts are the same
	Meaning string // only the order differs
	Gone    string // of a line
	New     string
	Fold    string // %s: how many lines did not change
	Theirs  string // somebody else has saved meanwhile
	Label   string
}

var diffEnglish = Diff{
	Title:   "What changes",
	Between: "From version %s to version %s",
	Counts:  "Lines removed: %s. Lines added: %s.",
	None:    "The document stays as it is.",
	Meaning: "Both documents mean the same: they differ only in order and layout.",
	Gone:    "removed",
	New:     "added",
	Fold:    "Unchanged lines: %s",
	Theirs:  "From what is saved now to what you wrote",
	Label:   "Difference, line by line",
}

var diffKorean = Diff{
	Title:   "변경 내용",
	Between: "버전 %s → 버전 %s",
	Counts:  "삭제된 행: %s개. 추가된 행: %s개.",
	None:    "문서가 변경되지 않습니다.",
	Meaning: "두 문서의 의미는 같습니다. 순서와 배치만 다릅니다.",
	Gone:    "삭제",
	New:     "추가",
	Fold:    "변경되지 않은 행: %s개",
	Theirs:  "현재 저장된 문서 → 작성한 문서",
	Label:   "행 단위 차이",
}

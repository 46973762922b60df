package text

// FindingsReport holds the words of the report that is made to be printed.
type FindingsReport struct {
	Title    string
	Lead     string // %s: account, %s: when
	Sources  string
	Source   string // heads of columns
	ReadAt   string
	State    string
	Whole    string
	Part     string
	Failed   string // %s: why
	NotRead  string
	Names    map[string]string // of the sources
	Summary  string
	Limits   string // %s: days, %s: days
	More     string // %s: how many, of a kind
	All      string // the link to all of them
	Severity string
	Number   string
}

var findingsReportEnglish = FindingsReport{
	Title:    "Access report",
	Lead:     "Account %s, made at %s.",
	Sources:  "What was read",
	Source:   "Source",
	ReadAt:   "Read at",
	State:    "State",
	Whole:    "complete",
	Part:     "in part",
	Failed:   "The last reading failed: %s",
	NotRead:  "not read",
	Summary:  "Summary",
	Limits:   "Keys are old after %s days, and unused after %s days.",
	More:     "%s more of this kind are not printed here.",
	All:      "All findings",
	Severity: "Severity",
	Number:   "Findings",
	Names: map[string]string{
		"authorization-details": "Users, groups and policies", "credential-report": "Credential report", "access-keys": "Access keys",
		"buckets": "Buckets", "account-public-access-block": "The account's block of public access",
	},
}

var findingsReportKorean = FindingsReport{
	Title:    "접근 권한 보고서",
	Lead:     "계정 %s, 작성 시각: %s",
	Sources:  "읽은 내용",
	Source:   "출처",
	ReadAt:   "읽은 시각",
	State:    "상태",
	Whole:    "전체",
	Part:     "일부",
	Failed:   "마지막 읽기 실패: %s",
	NotRead:  "읽지 않음",
	Summary:  "요약",
	Limits:   "오래된 키 기준: %s일, 미사용 키 기준: %s일",
	More:     "같은 종류의 결과 %s개는 여기에 인쇄하지 않았습니다.",
	All:      "모든 점검 결과",
	Severity: "심각도",
	Number:   "결과 수",
	Names: map[string]string{
		"authorization-details": "사용자, 그룹, 정책", "credential-report": "자격 증명 보고서", "access-keys": "액세스 키",
		"buckets": "버킷", "account-public-access-block": "계정의 퍼블릭 액세스 차단",
	},
}

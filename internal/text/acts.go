package text

import (
	"fmt"
	"strings"
)

// Acts holds the words of the audit log for every verb and phase, by the names
// that package desk stores.
type Acts struct {
	Verbs   map[string]string // what was done, as a label
	Deeds   map[string]Deed   // what was done, as the sentence after it
	Phases  map[string]string
	Unnamed Deed // of a verb without a sentence
}

// Deed is the sentence that tells a person what was done.
type Deed struct {
	Plain string // %s: the target
	With  string // %s: the target, %s: names and ids that belong to it; "" where they say nothing
}

// Verb returns the label of a verb of package desk; the verb itself when it is new.
func (t *Text) Verb(verb string) string {
	if s, ok := t.Acts.Verbs[verb]; ok {
		return s
	}
	return verb
}

// Phase returns the word for a phase of package desk; the phase itself when it is new.
func (t *Text) Phase(phase string) string {
	if s, ok := t.Acts.Phases[phase]; ok {
		return s
	}
	return phase
}

// Did returns the sentence that tells the outcome of an act: its verb, its
// target, and the names and ids that belong to it. ARNs are cut to their names;
// no other target begins as one.
func (t *Text) Did(verb, target string, detail []string) string {
	d, ok := t.Acts.Deeds[verb]
	if !ok {
		d = t.Acts.Unnamed
	}
	if d.With == "" || len(detail) == 0 {
		return fmt.Sprintf(d.Plain, shortName(target))
	}
	names := make([]string, len(detail))
	for i, s := range detail {
		names[i] = shortName(s)
	}
	return fmt.Sprintf(d.With, shortName(target), strings.Join(names, ", "))
}

// shortName cuts an ARN to the name at its end.
func shortName(s string) string {
	if !strings.HasPrefix(s, "arn:") {
		return s
	}
	return s[strings.LastIndexAny(s, "/:")+1:]
}

var actsEnglish = Acts{
	Verbs: map[string]string{
		"user.create":               "Create user",
		"user.delete":               "Delete user",
		"user.policy.attach":        "Attach policies to user",
		"user.policy.detach":        "Detach policy from user",
		"user.group.add":            "Add user to groups",
		"user.group.remove":         "Remove user from group",
		"console.enable":            "Enable console access",
		"console.reset":             "Reset console password",
		"console.remove":            "Remove console access",
		"console.change":            "Change when the password is changed",
		"alias.set":                 "Set account alias",
		"alias.delete":              "Remove account alias",
		"password-policy.set":       "Save password policy",
		"password-policy.delete":    "Use AWS's password policy",
		"mfa.require":               "Require MFA of user",
		"mfa.require.group":         "Require MFA of group",
		"group.create":              "Create group",
		"group.delete":              "Delete group",
		"group.policy.attach":       "Attach policies to group",
		"group.policy.detach":       "Detach policy from group",
		"group.member.add":          "Add members to group",
		"group.member.remove":       "Remove member from group",
		"key.create":                "Create access key",
		"key.activate":              "Activate access key",
		"key.deactivate":            "Deactivate access key",
		"key.delete":                "Delete access key",
		"key.unknown.close":         "Settle an unknown outcome",
		"ticket.open":               "Show secret",
		"ticket.download":           "Download credential file",
		"ticket.done":               "Confirm secret as saved",
		"ticket.lost":               "Report secret as not received",
		"ticket.unclaimed":          "Withdraw unclaimed secret",
		"operator.create":           "Create operator",
		"operator.invite":           "Invite operator",
		"operator.join":             "Join as operator",
		"operator.reset":            "Reset operator password",
		"operator.disable":          "Disable or enable operator",
		"sign-in":                   "Sign in",
		"sign-out":                  "Sign out",
		"password.change":           "Change own password",
		"plan.undo":                 "Undo plan",
		"plan.continue":             "Continue plan",
		"request":                   "Ask for a page or change",
		"policy.create":             "Create policy",
		"policy.version.create":     "Save new policy version",
		"policy.version.default":    "Set default policy version",
		"policy.version.delete":     "Delete policy version",
		"policy.delete":             "Delete policy",
		"user.inline.put":           "Save inline policy of user",
		"group.inline.put":          "Save inline policy of group",
		"user.inline.delete":        "Delete inline policy of user",
		"group.inline.delete":       "Delete inline policy of group",
		"mfa.deactivate":            "Deactivate MFA device",
		"mfa.delete":                "Delete MFA device",
		"ssh-key.delete":            "Delete SSH public key",
		"certificate.delete":        "Delete signing certificate",
		"service-credential.delete": "Delete service-specific credential",
		"user.tag":                  "Set tag of user",
		"user.rename":               "Rename user or change its path",
		"group.rename":              "Rename group or change its path",
		"user.tags":                 "Change tags of user",
		"user.untag":                "Remove tags of user",
		"user.boundary.set":         "Set permissions boundary of user",
		"user.boundary.remove":      "Remove permissions boundary of user",
		"user.copy":                 "Copy permissions to user",
		"users.group.add":           "Add several users to a group",
		"users.tag":                 "Set a tag of several users",
		"keys.deactivate":           "Deactivate several access keys",
	},
	Deeds: map[string]Deed{
		"user.create":               {Plain: "User %s is created."},
		"user.delete":               {Plain: "User %s is deleted."},
		"user.policy.attach":        {"The policies are attached to user %s.", "Attached to user %s: %s."},
		"user.policy.detach":        {"The policy is detached from user %s.", "Detached from user %s: %s."},
		"user.group.add":            {"User %s is added to the groups.", "User %s is added to: %s."},
		"user.group.remove":         {"User %s is removed from the group.", "User %s is removed from: %s."},
		"console.enable":            {Plain: "User %s can sign in to the console."},
		"console.reset":             {Plain: "The console password of user %s is reset."},
		"console.remove":            {Plain: "User %s can no longer sign in to the console."},
		"console.change":            {Plain: "Whether user %s must change the password is saved."},
		"alias.set":                 {Plain: "The account alias is %s."},
		"alias.delete":              {Plain: "Account alias %s is removed."},
		"password-policy.set":       {Plain: "The password policy of account %s is saved."},
		"password-policy.delete":    {Plain: "AWS's own password policy applies to account %s."},
		"mfa.require":               {Plain: "User %s needs MFA for everything but its own sign-in settings."},
		"mfa.require.group":         {Plain: "The members of group %s need MFA for everything but their own sign-in settings."},
		"group.create":              {Plain: "Group %s is created."},
		"group.delete":              {Plain: "Group %s is deleted."},
		"group.policy.attach":       {"The policies are attached to group %s.", "Attached to group %s: %s."},
		"group.policy.detach":       {"The policy is detached from group %s.", "Detached from group %s: %s."},
		"group.member.add":          {"The members are added to group %s.", "Added to group %s: %s."},
		"group.member.remove":       {"The member is removed from group %s.", "Removed from group %s: %s."},
		"key.create":                {Plain: "An access key of user %s is created."},
		"key.activate":              {"The access key of user %s is active.", "Access key of user %s is active: %s."},
		"key.deactivate":            {"The access key of user %s is inactive.", "Access key of user %s is inactive: %s."},
		"key.delete":                {"The access key of user %s is deleted.", "Access key of user %s is deleted: %s."},
		"key.unknown.close":         {Plain: "The unknown outcome of user %s is settled. Access keys can be created again."},
		"ticket.open":               {Plain: "The secret of %s was shown."},
		"ticket.download":           {Plain: "The credential file of %s was downloaded."},
		"ticket.done":               {Plain: "The secret of %s is saved. What Keyporter still held is destroyed."},
		"ticket.lost":               {Plain: "The secret of %s was not received. What it opened is deleted."},
		"ticket.unclaimed":          {Plain: "Nobody took the secret of %s. What it opened is deleted."},
		"operator.create":           {Plain: "Operator %s is created."},
		"operator.invite":           {Plain: "Operator %s is invited."},
		"operator.join":             {Plain: "Operator %s has joined."},
		"operator.reset":            {Plain: "Operator %s can choose a new password."},
		"operator.disable":          {Plain: "Operator %s is switched."},
		"sign-in":                   {Plain: "Operator %s is signed in."},
		"sign-out":                  {Plain: "Operator %s is signed out."},
		"password.change":           {Plain: "The password of operator %s is changed."},
		"plan.undo":                 {Plain: "What was done for %s is undone."},
		"plan.continue":             {Plain: "The rest is done for %s."},
		"request":                   {Plain: "Asked for %s."},
		"policy.create":             {Plain: "Policy %s is created."},
		"policy.version.create":     {Plain: "A new version of policy %s is the default."},
		"policy.version.default":    {"The default version of policy %s is changed.", "Default version of policy %s: %s."},
		"policy.version.delete":     {"A version of policy %s is deleted.", "Version of policy %s is deleted: %s."},
		"policy.delete":             {Plain: "Policy %s is deleted."},
		"user.inline.put":           {"The inline policy of user %s is saved.", "Inline policy of user %s is saved: %s."},
		"group.inline.put":          {"The inline policy of group %s is saved.", "Inline policy of group %s is saved: %s."},
		"user.inline.delete":        {"The inline policy of user %s is deleted.", "Inline policy of user %s is deleted: %s."},
		"group.inline.delete":       {"The inline policy of group %s is deleted.", "Inline policy of group %s is deleted: %s."},
		"mfa.deactivate":            {"The MFA device of user %s is deactivated.", "MFA device of user %s is deactivated: %s."},
		"mfa.delete":                {Plain: "MFA device %s is deleted."},
		"ssh-key.delete":            {"The SSH public key of user %s is deleted.", "SSH public key of user %s is deleted: %s."},
		"certificate.delete":        {"The signing certificate of user %s is deleted.", "Signing certificate of user %s is deleted: %s."},
		"service-credential.delete": {"The service-specific credential of user %s is deleted.", "Service-specific credential of user %s is deleted: %s."},
		"user.tag":                  {"The tag of user %s is set.", "Tag of user %s is set: %s."},
		"user.rename":               {"User %s has another name or path now.", "User %s is now: %s."},
		"group.rename":              {"Group %s has another name or path now.", "Group %s is now: %s."},
		"user.tags":                 {Plain: "The tags of user %s are saved."},
		"user.untag":                {Plain: "Tags of user %s are removed."},
		"user.boundary.set":         {"The permissions boundary of user %s is set.", "Permissions boundary of user %s: %s."},
		"user.boundary.remove":      {Plain: "The permissions boundary of user %s is removed."},
		"user.copy":                 {Plain: "Permissions are copied to user %s."},
		"users.group.add":           {"The users are added to group %s.", "Users added to group %s: %s."},
		"users.tag":                 {"The tag %s is set.", "Users with the tag %s set: %s."},
		"keys.deactivate":           {"Access keys of %s selected rows are inactive.", "Access keys of %s selected rows made inactive: %s."},
	},
	Phases: map[string]string{
		"begun":   "Begun",
		"ended":   "Done",
		"failed":  "Not done",
		"unknown": "Outcome unknown",
		"refused": "Refused",
		"noted":   "Noted",
	},
	Unnamed: Deed{Plain: "Done: %s."},
}

var actsKorean = Acts{
	Verbs: map[string]string{
		"user.create":               "사용자 생성",
		"user.delete":               "사용자 삭제",
		"user.policy.attach":        "사용자에게 정책 연결",
		"user.policy.detach":        "사용자의 정책 연결 해제",
		"user.group.add":            "그룹에 사용자 추가",
		"user.group.remove":         "그룹에서 사용자 제거",
		"console.enable":            "콘솔 액세스 활성화",
		"console.reset":             "콘솔 암호 재설정",
		"console.remove":            "콘솔 액세스 제거",
		"console.change":            "암호 변경 요구 설정",
		"alias.set":                 "계정 별칭 설정",
		"alias.delete":              "계정 별칭 제거",
		"password-policy.set":       "암호 정책 저장",
		"password-policy.delete":    "AWS 기본 암호 정책 사용",
		"mfa.require":               "사용자에게 MFA 요구",
		"mfa.require.group":         "그룹에 MFA 요구",
		"group.create":              "그룹 생성",
		"group.delete":              "그룹 삭제",
		"group.policy.attach":       "그룹에 정책 연결",
		"group.policy.detach":       "그룹의 정책 연결 해제",
		"group.member.add":          "그룹에 구성원 추가",
		"group.member.remove":       "그룹에서 구성원 제거",
		"key.create":                "액세스 키 생성",
		"key.activate":              "액세스 키 활성화",
		"key.deactivate":            "액세스 키 비활성화",
		"key.delete":                "액세스 키 삭제",
		"key.unknown.close":         "알 수 없는 결과 정리",
		"ticket.open":               "비밀 값 표시",
		"ticket.download":           "자격 증명 파일 다운로드",
		"ticket.done":               "비밀 값 저장 확인",
		"ticket.lost":               "비밀 값 미수령 신고",
		"ticket.unclaimed":          "찾아가지 않은 비밀 값 회수",
		"operator.create":           "운영자 생성",
		"operator.invite":           "운영자 초대",
		"operator.join":             "운영자 합류",
		"operator.reset":            "운영자 암호 재설정",
		"operator.disable":          "운영자 활성 상태 변경",
		"sign-in":                   "로그인",
		"sign-out":                  "로그아웃",
		"password.change":           "본인 암호 변경",
		"plan.undo":                 "계획 되돌리기",
		"plan.continue":             "계획 이어서 실행",
		"request":                   "페이지 또는 변경 요청",
		"policy.create":             "정책 생성",
		"policy.version.create":     "새 정책 버전 저장",
		"policy.version.default":    "기본 정책 버전 설정",
		"policy.version.delete":     "정책 버전 삭제",
		"policy.delete":             "정책 삭제",
		"user.inline.put":           "사용자의 인라인 정책 저장",
		"group.inline.put":          "그룹의 인라인 정책 저장",
		"user.inline.delete":        "사용자의 인라인 정책 삭제",
		"group.inline.delete":       "그룹의 인라인 정책 삭제",
		"mfa.deactivate":            "MFA 디바이스 비활성화",
		"mfa.delete":                "MFA 디바이스 삭제",
		"ssh-key.delete":            "SSH 퍼블릭 키 삭제",
		"certificate.delete":        "서명 인증서 삭제",
		"service-credential.delete": "서비스별 자격 증명 삭제",
		"user.tag":                  "사용자 태그 설정",
		"user.rename":               "사용자 이름 또는 경로 변경",
		"group.rename":              "그룹 이름 또는 경로 변경",
		"user.tags":                 "사용자 태그 변경",
		"user.untag":                "사용자 태그 제거",
		"user.boundary.set":         "사용자 권한 경계 설정",
		"user.boundary.remove":      "사용자 권한 경계 제거",
		"user.copy":                 "사용자에게 권한 복사",
		"users.group.add":           "여러 사용자를 그룹에 추가",
		"users.tag":                 "여러 사용자의 태그 설정",
		"keys.deactivate":           "여러 액세스 키 비활성화",
	},
	Deeds: map[string]Deed{
		"user.create":               {Plain: "%s 사용자를 만들었습니다."},
		"user.delete":               {Plain: "%s 사용자를 삭제했습니다."},
		"user.policy.attach":        {"%s 사용자에게 정책을 연결했습니다.", "%s 사용자에게 정책을 연결했습니다: %s"},
		"user.policy.detach":        {"%s 사용자의 정책 연결을 해제했습니다.", "%s 사용자의 정책 연결을 해제했습니다: %s"},
		"user.group.add":            {"%s 사용자를 그룹에 추가했습니다.", "%s 사용자를 그룹에 추가했습니다: %s"},
		"user.group.remove":         {"%s 사용자를 그룹에서 제거했습니다.", "%s 사용자를 그룹에서 제거했습니다: %s"},
		"console.enable":            {Plain: "%s 사용자의 콘솔 액세스를 활성화했습니다."},
		"console.reset":             {Plain: "%s 사용자의 콘솔 암호를 재설정했습니다."},
		"console.remove":            {Plain: "%s 사용자의 콘솔 액세스를 제거했습니다."},
		"console.change":            {Plain: "%s 사용자의 암호 변경 요구를 저장했습니다."},
		"alias.set":                 {Plain: "계정 별칭을 설정했습니다: %s"},
		"alias.delete":              {Plain: "계정 별칭을 제거했습니다: %s"},
		"password-policy.set":       {Plain: "%s 계정의 암호 정책을 저장했습니다."},
		"password-policy.delete":    {Plain: "%s 계정에 AWS 기본 암호 정책이 적용됩니다."},
		"mfa.require":               {Plain: "%s 사용자는 본인 로그인 설정 외의 모든 작업에 MFA가 필요합니다."},
		"mfa.require.group":         {Plain: "%s 그룹의 구성원은 본인 로그인 설정 외의 모든 작업에 MFA가 필요합니다."},
		"group.create":              {Plain: "%s 그룹을 만들었습니다."},
		"group.delete":              {Plain: "%s 그룹을 삭제했습니다."},
		"group.policy.attach":       {"%s 그룹에 정책을 연결했습니다.", "%s 그룹에 정책을 연결했습니다: %s"},
		"group.policy.detach":       {"%s 그룹의 정책 연결을 해제했습니다.", "%s 그룹의 정책 연결을 해제했습니다: %s"},
		"group.member.add":          {"%s 그룹에 구성원을 추가했습니다.", "%s 그룹에 구성원을 추가했습니다: %s"},
		"group.member.remove":       {"%s 그룹에서 구성원을 제거했습니다.", "%s 그룹에서 구성원을 제거했습니다: %s"},
		"key.create":                {Plain: "%s 사용자의 액세스 키를 만들었습니다."},
		"key.activate":              {"%s 사용자의 액세스 키를 활성화했습니다.", "%s 사용자의 액세스 키를 활성화했습니다: %s"},
		"key.deactivate":            {"%s 사용자의 액세스 키를 비활성화했습니다.", "%s 사용자의 액세스 키를 비활성화했습니다: %s"},
		"key.delete":                {"%s 사용자의 액세스 키를 삭제했습니다.", "%s 사용자의 액세스 키를 삭제했습니다: %s"},
		"key.unknown.close":         {Plain: "%s 사용자의 알 수 없는 결과를 정리했습니다. 액세스 키를 다시 만들 수 있습니다."},
		"ticket.open":               {Plain: "%s 사용자의 비밀 값을 표시했습니다."},
		"ticket.download":           {Plain: "%s 사용자의 자격 증명 파일을 다운로드했습니다."},
		"ticket.done":               {Plain: "%s 사용자의 비밀 값을 저장했다고 확인했습니다. Keyporter에 남아 있던 값은 폐기했습니다."},
		"ticket.lost":               {Plain: "%s 사용자의 비밀 값을 받지 못했다고 신고했습니다. 해당 자격 증명을 삭제했습니다."},
		"ticket.unclaimed":          {Plain: "%s 사용자의 비밀 값을 아무도 찾아가지 않았습니다. 해당 자격 증명을 삭제했습니다."},
		"operator.create":           {Plain: "%s 운영자를 만들었습니다."},
		"operator.invite":           {Plain: "%s 운영자를 초대했습니다."},
		"operator.join":             {Plain: "%s 운영자가 합류했습니다."},
		"operator.reset":            {Plain: "%s 운영자가 새 암호를 정할 수 있습니다."},
		"operator.disable":          {Plain: "%s 운영자의 활성 상태를 변경했습니다."},
		"sign-in":                   {Plain: "%s 운영자가 로그인했습니다."},
		"sign-out":                  {Plain: "%s 운영자가 로그아웃했습니다."},
		"password.change":           {Plain: "%s 운영자의 암호를 변경했습니다."},
		"plan.undo":                 {Plain: "%s 사용자에 대해 실행한 작업을 되돌렸습니다."},
		"plan.continue":             {Plain: "%s 사용자에 대한 나머지 작업을 실행했습니다."},
		"request":                   {Plain: "%s 요청을 보냈습니다."},
		"policy.create":             {Plain: "%s 정책을 만들었습니다."},
		"policy.version.create":     {Plain: "%s 정책의 새 버전을 기본 버전으로 저장했습니다."},
		"policy.version.default":    {"%s 정책의 기본 버전을 변경했습니다.", "%s 정책의 기본 버전을 변경했습니다: %s"},
		"policy.version.delete":     {"%s 정책의 버전을 삭제했습니다.", "%s 정책의 버전을 삭제했습니다: %s"},
		"policy.delete":             {Plain: "%s 정책을 삭제했습니다."},
		"user.inline.put":           {"%s 사용자의 인라인 정책을 저장했습니다.", "%s 사용자의 인라인 정책을 저장했습니다: %s"},
		"group.inline.put":          {"%s 그룹의 인라인 정책을 저장했습니다.", "%s 그룹의 인라인 정책을 저장했습니다: %s"},
		"user.inline.delete":        {"%s 사용자의 인라인 정책을 삭제했습니다.", "%s 사용자의 인라인 정책을 삭제했습니다: %s"},
		"group.inline.delete":       {"%s 그룹의 인라인 정책을 삭제했습니다.", "%s 그룹의 인라인 정책을 삭제했습니다: %s"},
		"mfa.deactivate":            {"%s 사용자의 MFA 디바이스를 비활성화했습니다.", "%s 사용자의 MFA 디바이스를 비활성화했습니다: %s"},
		"mfa.delete":                {Plain: "%s MFA 디바이스를 삭제했습니다."},
		"ssh-key.delete":            {"%s 사용자의 SSH 퍼블릭 키를 삭제했습니다.", "%s 사용자의 SSH 퍼블릭 키를 삭제했습니다: %s"},
		"certificate.delete":        {"%s 사용자의 서명 인증서를 삭제했습니다.", "%s 사용자의 서명 인증서를 삭제했습니다: %s"},
		"service-credential.delete": {"%s 사용자의 서비스별 자격 증명을 삭제했습니다.", "%s 사용자의 서비스별 자격 증명을 삭제했습니다: %s"},
		"user.tag":                  {"%s 사용자의 태그를 설정했습니다.", "%s 사용자의 태그를 설정했습니다: %s"},
		"group.rename":              {"%s 그룹의 이름 또는 경로를 변경했습니다.", "%s 그룹의 이름 또는 경로를 변경했습니다: %s"},
		"user.rename":               {"%s 사용자의 이름 또는 경로를 변경했습니다.", "%s 사용자의 이름 또는 경로를 변경했습니다: %s"},
		"user.tags":                 {Plain: "%s 사용자의 태그를 저장했습니다."},
		"user.untag":                {Plain: "%s 사용자의 태그를 제거했습니다."},
		"user.boundary.set":         {"%s 사용자의 권한 경계를 설정했습니다.", "%s 사용자의 권한 경계를 설정했습니다: %s"},
		"user.boundary.remove":      {Plain: "%s 사용자의 권한 경계를 제거했습니다."},
		"user.copy":                 {Plain: "%s 사용자에게 권한을 복사했습니다."},
		"users.group.add":           {"%s 그룹에 사용자를 추가했습니다.", "%s 그룹에 추가한 사용자 수: %s"},
		"users.tag":                 {"%s 태그를 설정했습니다.", "%s 태그를 설정한 사용자 수: %s"},
		"keys.deactivate":           {"선택한 행 %s개의 액세스 키를 비활성화했습니다.", "선택한 행 %s개에서 비활성화한 키 수: %s"},
	},
	Phases: map[string]string{
		"begun":   "시작",
		"ended":   "완료",
		"failed":  "실행되지 않음",
		"unknown": "결과 알 수 없음",
		"refused": "거부됨",
		"noted":   "기록",
	},
	Unnamed: Deed{Plain: "%s 작업을 마쳤습니다."},
}

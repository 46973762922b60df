package text

import "keyporter/internal/fault"

// OIDC holds the words of signing in at an OpenID Connect provider.
type OIDC struct {
	SignIn   string // the link; %s: the provider's host
	Again    string // of who is signed in; %s: the provider's host
	Title    string
	Lead     string
	Label    string
	Issuer   string
	Grouped  string // of an identity whose groups decide the role
	Link     string // the button; %s: the provider's host
	Linked   string
	Unlink   string
	Unlinked string
	GoTitle  string // of the page that leads to the provider
	GoLead   string // %s: the provider's host
	Go       string // the link; %s: the provider's host
	Failed   string // title of the page of an answer that is wrong
	Back     string // the button

	DoAgain    string // what to do, by what went wrong
	DoProvider string
	DoRole     string
	DoAdmin    string
	DoLink     string
}

// Do tells what to do about a fault of signing in at a provider.
func (w *OIDC) Do(code fault.Code) string {
	switch code {
	case fault.CodeOIDCState, fault.CodeOIDCRefused, fault.CodeOIDCCode, fault.CodeOIDCNonce, fault.CodeOIDCExpired:
		return w.DoAgain
	case fault.CodeOIDCNoRole:
		return w.DoRole
	case fault.CodeOIDCDisabled:
		return w.DoAdmin
	case fault.CodeOIDCTaken, fault.CodeOIDCSession, fault.CodeOIDCOld:
		return w.DoLink
	}
	return w.DoProvider
}

var oidcEnglish = OIDC{
	SignIn:   "Sign in with %s",
	Again:    "Sign in again with %s",
	Title:    "Sign-in provider",
	Lead:     "With a linked identity you sign in at the provider instead of with a password. It is known by the provider's own number for you, never by your mail address.",
	Label:    "Identity",
	Issuer:   "Provider",
	Grouped:  "Your groups at the provider decide your role at each sign-in.",
	Link:     "Link identity at %s",
	Linked:   "The identity is linked: you can sign in with it.",
	Unlink:   "Unlink identity",
	Unlinked: "The identity is no longer linked.",
	GoTitle:  "Link an identity",
	GoLead:   "Go on to %s and sign in there. The identity with which you do is linked to you as an operator.",
	Go:       "Go on to %s",
	Failed:   "You are not signed in",
	Back:     "Go to sign-in",

	DoAgain:    "Nothing was changed. Begin the sign-in again. If it fails again, tell whoever runs Keyporter what is said above.",
	DoProvider: "Nothing was changed. Sign in with your password, or try again later. Whoever runs Keyporter finds the reason in the log, by the request ID, and compares the options --oidc-… with what the provider knows.",
	DoRole:     "No operator was made. An admin has to give you a role: by an invitation, after which you can link this identity on the page of your settings, or by a group at the provider that has a role here.",
	DoAdmin:    "An admin of Keyporter can enable the operator again.",
	DoLink:     "Nothing was linked. Go to your settings and begin again, in one browser.",
}

var oidcKorean = OIDC{
	SignIn:   "%s 공급자로 로그인",
	Again:    "%s 공급자로 다시 로그인",
	Title:    "로그인 공급자",
	Lead:     "자격을 연결하면 암호 대신 공급자에서 로그인합니다. 이메일 주소가 아니라 공급자의 고유 번호로 식별합니다.",
	Label:    "자격",
	Issuer:   "공급자",
	Grouped:  "공급자의 그룹이 로그인할 때마다 역할을 결정합니다.",
	Link:     "%s 공급자의 자격 연결",
	Linked:   "자격을 연결했습니다. 이 자격으로 로그인할 수 있습니다.",
	Unlink:   "자격 연결 해제",
	Unlinked: "자격 연결을 해제했습니다.",
	GoTitle:  "자격 연결",
	GoLead:   "%s 공급자로 이동하여 로그인합니다. 로그인한 자격이 내 운영자 계정에 연결됩니다.",
	Go:       "%s 공급자로 이동",
	Failed:   "로그인하지 못했습니다",
	Back:     "로그인으로 이동",

	DoAgain:    "변경된 것은 없습니다. 로그인을 다시 시작합니다. 다시 실패하면 위의 내용을 Keyporter를 실행하는 담당자에게 알립니다.",
	DoProvider: "변경된 것은 없습니다. 암호로 로그인하거나 나중에 다시 시도합니다. Keyporter를 실행하는 담당자는 요청 ID로 로그에서 원인을 찾고 --oidc-… 옵션을 공급자 설정과 비교합니다.",
	DoRole:     "운영자를 만들지 않았습니다. 관리자가 역할을 주어야 합니다. 초대를 받은 뒤 내 설정 페이지에서 이 자격을 연결하거나, 역할이 정해진 공급자 그룹에 들어가야 합니다.",
	DoAdmin:    "Keyporter 관리자가 운영자를 다시 활성화할 수 있습니다.",
	DoLink:     "연결된 것은 없습니다. 내 설정으로 이동하여 한 브라우저에서 다시 시작합니다.",
}

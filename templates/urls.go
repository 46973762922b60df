package templates

import (
	"net/url"
	"strings"

	"keyporter/internal/iam"
)

// This file builds every URL of the dashboard. Names are path segments; ARNs
// travel as query values. Our own words under a list begin with "~", which
// names in IAM cannot have; names of only dots are written "~." and "~..".

func seg(name string) string {
	if name == "." || name == ".." {
		return "~" + name
	}
	return url.PathEscape(name)
}

// Unseg reverses what seg does to names of only dots; r.PathValue has undone
// the escaping.
func Unseg(s string) string {
	if s == "~." || s == "~.." {
		return s[1:]
	}
	return s
}

func query(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// Did adds the operation whose outcome the next page tells.
func Did(path, op string) string {
	if op == "" {
		return path
	}
	sep := "?"
	if strings.Contains(path, "?") {
		sep = "&"
	}
	return path + sep + "did=" + url.QueryEscape(op)
}

// Signing in, and one's own settings.

func HomeURL() string                 { return "/" }
func SetupURL(token string) string    { return "/setup/" + seg(token) }
func SignInURL(next string) string    { return query("/sign-in", "next", next) }
func SignOutURL() string              { return "/sign-out" }
func MeURL() string                   { return "/me" }
func MeViewsURL() string              { return "/me/views" }
func MePasswordURL() string           { return "/me/password" }
func MeSavedURL(what string) string   { return query("/me", "saved", what) }
func SignedOutURL() string            { return query("/sign-in", "out", "1") }
func ScansURL() string                { return "/scans" }
func OpURL(id string) string          { return "/ops/" + seg(id) }
func OpContinueURL(id string) string  { return OpURL(id) + "/continue" }
func OpUndoURL(id string) string      { return OpURL(id) + "/undo" }
func OpDeleteKeyURL(id string) string { return OpURL(id) + "/delete-key" }
func OpCloseURL(id string) string     { return OpURL(id) + "/close" }

// InLanguage asks for a page in a language before anyone has signed in. Without
// one the browser's own wish decides.
func InLanguage(path, lang string) string {
	if lang == "" {
		return path
	}
	sep := "?"
	if strings.Contains(path, "?") {
		sep = "&"
	}
	return path + sep + "lang=" + url.QueryEscape(lang)
}

// SearchURL is the search over everything.
func SearchURL(q string) string { return query("/search", "q", q) }

// Users.

func UsersURL() string                           { return "/users" }
func UserURL(n iam.UserName) string              { return "/users/" + seg(string(n)) }
func UserPermissionsURL(n iam.UserName) string   { return UserURL(n) + "/permissions" }
func UserAttachURL(n iam.UserName) string        { return UserURL(n) + "/policies" }
func UserDetachURL(n iam.UserName) string        { return UserURL(n) + "/policies/detach" }
func UserGroupsURL(n iam.UserName) string        { return UserURL(n) + "/groups" }
func UserLeaveURL(n iam.UserName) string         { return UserURL(n) + "/groups/leave" }
func UserConsoleURL(n iam.UserName) string       { return UserURL(n) + "/console" }
func UserConsoleResetURL(n iam.UserName) string  { return UserURL(n) + "/console/reset" }
func UserConsoleRemoveURL(n iam.UserName) string { return UserURL(n) + "/console/remove" }
func UserActivityURL(n iam.UserName) string      { return UserURL(n) + "/activity" }
func UserDeleteURL(n iam.UserName) string        { return UserURL(n) + "/delete" }

// Lists as reports, and what is done with many of their rows.

func CSVOf(list string) string          { return list + ".csv" }
func JSONOf(list string) string         { return list + ".json" }
func UsersSelectionURL() string         { return "/users/~selection" }
func KeysSelectionURL() string          { return "/keys/~selection" }
func SelectionURL(id string) string     { return "/selections/" + seg(id) }
func SelectionRunURL(id string) string  { return SelectionURL(id) + "/run" }
func SelectionDropURL(id string) string { return SelectionURL(id) + "/drop" }
func AllKeysURL() string                { return "/keys" }
func KeyOwnerURL(id string) string      { return query("/keys/~owner", "id", id) }

// Access keys.

func KeysURL(n iam.UserName) string                        { return UserURL(n) + "/keys" }
func NewKeyURL(n iam.UserName) string                      { return KeysURL(n) + "/~new" }
func KeyURL(n iam.UserName, id iam.KeyID) string           { return KeysURL(n) + "/" + seg(string(id)) }
func KeyActivateURL(n iam.UserName, id iam.KeyID) string   { return KeyURL(n, id) + "/activate" }
func KeyDeactivateURL(n iam.UserName, id iam.KeyID) string { return KeyURL(n, id) + "/deactivate" }
func KeyDeleteURL(n iam.UserName, id iam.KeyID) string     { return KeyURL(n, id) + "/delete" }

// The create-user wizard: its first step, sent to DraftsURL, makes a draft.

func NewUserNamedURL(name string) string { return query(NewUserURL(), "name", name) }
func NewUserURL() string                 { return "/users/~new" }
func DraftsURL() string                  { return "/drafts" }
func DraftURL(id, step string) string    { return query("/drafts/"+seg(id), "step", step) }
func DraftFindURL(id, q string) string {
	return query("/drafts/"+seg(id), "step", StepPermissions, "q", q)
}
func DraftGroupURL(id string) string { return "/drafts/" + seg(id) + "/group" }
func DraftDropURL(id string) string  { return "/drafts/" + seg(id) + "/drop" }
func DraftRunURL(id string) string   { return "/drafts/" + seg(id) + "/run" }

// NewKeyUseURL is the second step of the access-key wizard.
func NewKeyUseURL(n iam.UserName, use string) string { return query(NewKeyURL(n), "use", use) }

// Groups.

func GroupsURL() string                           { return "/groups" }
func NewGroupURL() string                         { return "/groups/~new" }
func GroupURL(g iam.GroupName) string             { return "/groups/" + seg(string(g)) }
func GroupMembersURL(g iam.GroupName) string      { return GroupURL(g) + "/members" }
func GroupMemberRemoveURL(g iam.GroupName) string { return GroupURL(g) + "/members/remove" }
func GroupAttachURL(g iam.GroupName) string       { return GroupURL(g) + "/policies" }
func GroupDetachURL(g iam.GroupName) string       { return GroupURL(g) + "/policies/detach" }
func GroupDeleteURL(g iam.GroupName) string       { return GroupURL(g) + "/delete" }

// Policies.

func PoliciesURL() string        { return "/policies" }
func PolicyURL(a iam.ARN) string { return query("/policies/view", "arn", string(a)) }
func NewPolicyURL() string       { return "/policies/~new" }
func PolicyVersionURL(a iam.ARN, v string) string {
	return query("/policies/view", "arn", string(a), "version", v)
}
func PolicyCompareURL() string { return "/policies/view#diff" }
func PolicyEditURL(a iam.ARN, by string) string {
	return query("/policies/edit", "arn", string(a), "by", by)
}
func PolicyVersionsURL(a iam.ARN) string { return query("/policies/versions", "arn", string(a)) }
func PolicySetURL(a iam.ARN) string {
	return query("/policies/versions/default", "arn", string(a))
}
func PolicyDropURL(a iam.ARN) string {
	return query("/policies/versions/delete", "arn", string(a))
}
func PolicyDeleteURL(a iam.ARN) string { return query("/policies/delete", "arn", string(a)) }

// Inline policies. Holder is UserURL or GroupURL.

func InlinesURL(holder string) string   { return holder + "/inline" }
func NewInlineURL(holder string) string { return InlinesURL(holder) + "/~new" }
func InlineURL(holder string, n iam.PolicyName) string {
	return InlinesURL(holder) + "/" + seg(string(n))
}
func InlineEditURL(holder string, n iam.PolicyName) string {
	return InlineURL(holder, n) + "/edit"
}
func InlineDeleteURL(holder string, n iam.PolicyName) string {
	return InlineURL(holder, n) + "/delete"
}

// Tickets.

func TicketURL(id string) string         { return "/tickets/" + seg(id) }
func TicketOpenURL(id string) string     { return TicketURL(id) + "/open" }
func TicketDownloadURL(id string) string { return TicketURL(id) + "/download" }
func TicketDoneURL(id string) string     { return TicketURL(id) + "/done" }
func TicketLostURL(id string) string     { return TicketURL(id) + "/lost" }

// The audit log.

package templates

import "keyporter/internal/desk"

// OperatorsURL is the list of operators.
func OperatorsURL() string { return "/operators" }

// OperatorURL is the page of one operator.
func OperatorURL(id string) string { return OperatorsURL() + "/" + seg(id) }

// OperatorRoleURL is the review of another role, and where it is sent to.
func OperatorRoleURL(id string, role desk.Role) string {
	return query(OperatorURL(id)+"/role", "role", string(role))
}

// OperatorSwitchURL is the review of disabling or enabling, and where it is sent to.
func OperatorSwitchURL(id string) string { return OperatorURL(id) + "/state" }

// OperatorLinkURL is where the link to an IAM user is sent to.
func OperatorLinkURL(id string) string { return OperatorURL(id) + "/user" }

// OperatorScopeURL is where the scope is sent to.
func OperatorScopeURL(id string) string { return OperatorURL(id) + "/scope" }

// RolesURL is the page of what each role may do.
func RolesURL() string { return "/roles" }

// MyKeysURL is the page of one's own access keys, and where a new one is asked for.
func MyKeysURL() string { return "/me/keys" }

// MyKeyStopURL deactivates one of one's own keys.
func MyKeyStopURL(id string) string { return MyKeysURL() + "/" + seg(id) + "/deactivate" }

// MyKeyRotateURL rotates one of one's own keys.
func MyKeyRotateURL(id string) string { return MyKeysURL() + "/" + seg(id) + "/rotate" }

package policy

// What a user may do before a second factor was used: see the rules of the
// sign-in, change the own password, and add a factor ("Allows IAM users to
// self-manage an MFA device", IAM user guide; actions and resource types of the
// Service Authorization Reference). GetSessionToken is how access keys get a
// session with MFA. To take a factor away needs one.
var (
	mfaSee    = []string{"iam:GetAccountPasswordPolicy", "iam:ListVirtualMFADevices"}
	mfaOwn    = []string{"iam:ChangePassword", "iam:EnableMFADevice", "iam:GetLoginProfile", "iam:GetMFADevice", "iam:GetUser", "iam:ListMFADevices", "iam:ResyncMFADevice"}
	mfaMake   = []string{"iam:CreateVirtualMFADevice"}
	mfaRemove = []string{"iam:DeactivateMFADevice"}
	mfaSTS    = []string{"sts:GetSessionToken"}
)

// RequireMFA makes the policy that refuses its holder everything but the own
// sign-in settings until a second factor was used. Partition is that of the
// account, as aws or aws-cn. A key that is absent counts as no factor: so it is
// with requests that an access key signs without a session.
func RequireMFA(partition string) *Document {
	iam := "arn:" + partition + ":iam::*:"
	own := plainTexts([]string{iam + "user/${aws:username}", iam + "user/*/${aws:username}"}) // users may have a path
	allow := func(sid string, actions []string, resources []Text) Statement {
		return Statement{Sid: sid, Effect: Allow, Actions: plainTexts(actions), Resources: resources}
	}
	before := append(append(append(append([]string{}, mfaSee...), mfaOwn...), mfaMake...), mfaSTS...)
	return &Document{Version: Version2012, Statements: []Statement{
		allow("SeeSignInRules", mfaSee, plainTexts([]string{"*"})),
		allow("ManageOwnSignIn", append(append([]string{}, mfaOwn...), mfaRemove...), own),
		allow("MakeVirtualMFA", mfaMake, plainTexts([]string{iam + "mfa/*"})),
		{
			Sid: "NothingElseWithoutMFA", Effect: Deny, NotActions: plainTexts(before), Resources: plainTexts([]string{"*"}),
			Conditions: []Condition{{Operator: "BoolIfExists", Key: keyMFA, Values: plainTexts([]string{"false"})}},
		},
	}}
}

// Same reports whether two documents say the same in the same order, whatever
// the white space.
func (d *Document) Same(other *Document) bool { return d.JSON() == other.JSON() }

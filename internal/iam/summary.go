package iam

// Summary is how many things of each kind an account has and may have, under
// AWS's names: Users, UsersQuota, AccessKeysPerUserQuota and so on
// ("GetAccountSummary", IAM API reference).
type Summary map[string]int

// Quota returns what is used of a kind and how much of it there may be; known is
// false where the account does not tell both.
func (s Summary) Quota(kind string) (used, most int, known bool) {
	used, a := s[kind]
	most, b := s[kind+"Quota"]
	return used, most, a && b
}

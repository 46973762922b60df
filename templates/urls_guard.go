package templates

import "keyporter/internal/iam"

// GuardURL is the page of the guard rails, and where they are saved.
func GuardURL() string { return "/settings/guard" }

// SafeURL is the page on which a policy is looked at and pinned in the safe set, and
// where that is sent to; one is chosen there where arn is "".
func SafeURL(arn iam.ARN) string { return query(GuardURL()+"/safe", "policy", string(arn)) }

// SafeRemoveURL takes a policy out of the safe set.
func SafeRemoveURL() string { return GuardURL() + "/safe/remove" }

// AdoptURL makes a user or group a managed one.
func AdoptURL() string { return GuardURL() + "/adopted" }

// DisownURL ends that.
func DisownURL() string { return GuardURL() + "/adopted/remove" }

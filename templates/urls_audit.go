package templates

import "strconv"

// The audit log itself, and what keeps it honest.

func RecoveryURL() string            { return "/recovery" }
func AuditEntryURL(seq int64) string { return AuditURL() + "/" + strconv.FormatInt(seq, 10) }
func AuditVerifyURL() string         { return AuditURL() + "/verify" }

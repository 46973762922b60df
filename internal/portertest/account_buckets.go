package portertest

import (
	"fmt"

	"keyporter/internal/iam"
)

const canonicalUser = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"

// principal is the value of a Principal element.
func (m *maker) principal() any {
	user := func() string { return string(pick(m, m.account.Users).ARN) }
	stranger := pick(m, strangers)
	switch roll := m.Float64(); {
	case roll < 0.34:
		return statement{"AWS": user()}
	case roll < 0.46:
		return statement{"AWS": []string{user(), user(), user()}}
	case roll < 0.60:
		return statement{"AWS": pick(m, []string{OwnAccount, "arn:aws:iam::" + OwnAccount + ":root"})}
	case roll < 0.70 && len(m.account.Roles) > 0:
		role := pick(m, m.account.Roles)
		return statement{"AWS": pick(m, []string{string(role.ARN), string(role.ARN), "arn:aws:sts::" + OwnAccount + ":assumed-role/" + role.Name + "/nightly"})}
	case roll < 0.82:
		return statement{"AWS": pick(m, []string{stranger, "arn:aws:iam::" + stranger + ":root", "arn:aws:iam::" + stranger + ":user/sync", "arn:aws:iam::" + stranger + ":role/replication"})}
	case roll < 0.90:
		return statement{"Service": pick(m, []string{"logging.s3.amazonaws.com", "cloudtrail.amazonaws.com"})}
	case roll < 0.92:
		return statement{"AWS": m.uniqueID("AIDA")}
	case roll < 0.93:
		return statement{"CanonicalUser": canonicalUser}
	case roll < 0.96:
		return "*"
	}
	return statement{"AWS": "*"}
}

// anybody is a condition under which a policy is for everybody.
func (m *maker) anybody() any {
	return pick(m, []any{nil,
		statement{"StringEquals": statement{"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
		statement{"StringEquals": statement{"aws:SourceVpce": "vpce-0a1b2c3d4e5f60718"}},
		statement{"ArnLike": statement{"aws:PrincipalArn": "arn:aws:iam::" + OwnAccount + ":role/" + m.team() + "-*"}},
		statement{"ArnLike": statement{"aws:PrincipalArn": "arn:aws:iam::" + OwnAccount + ":user/staff/*"}},
	})
}

func (m *maker) bucketGrant(bucket string, i int) statement {
	both := []string{"arn:aws:s3:::" + bucket, "arn:aws:s3:::" + bucket + "/*"}
	sets := [][]string{{"s3:GetObject"}, readActions, append(readActions[:2:2], writeActions...), {"s3:*"}, {"s3:Get*", "s3:List*"}, {"s3:PutObject"}}
	s := allow(m.recase(pick(m, sets)), pick(m, []any{both, both[1], both[1] + "*", "arn:aws:s3:::" + bucket + "/shared/*", "arn:aws:s3:::" + bucket + "*"}))
	s["Sid"], s["Principal"] = fmt.Sprintf("Grant%d", i), m.principal()
	p, named := s["Principal"].(statement)
	if condition := m.anybody(); (!named || p["AWS"] == "*") && condition != nil {
		s["Condition"] = condition
	} else if m.chance(0.2) {
		s["Condition"] = m.when(m.team())
	}
	return s
}

func (m *maker) bucketPolicy(bucket string) string {
	both := []string{"arn:aws:s3:::" + bucket, "arn:aws:s3:::" + bucket + "/*"}
	var list []statement
	add := func(chance float64, s statement) {
		if m.chance(chance) {
			list = append(list, s)
		}
	}
	add(0.35, statement{"Sid": "DenyInsecureTransport", "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": both, "Condition": statement{"Bool": statement{"aws:SecureTransport": "false"}}})
	for i := range pick(m, []int{0, 1, 1, 2, 3}) {
		list = append(list, m.bucketGrant(bucket, i))
	}
	kept := []string{string(pick(m, m.account.Users).ARN), "arn:aws:iam::" + OwnAccount + ":root"}
	add(0.12, statement{"Sid": "OnlyThese", "Effect": "Deny", "NotPrincipal": statement{"AWS": kept}, "Action": "s3:DeleteObject*", "Resource": both[1]})
	add(0.15, statement{"Sid": "DenyUnencrypted", "Effect": "Deny", "Principal": "*", "Action": "s3:PutObject", "Resource": both[1], "Condition": statement{"StringNotEquals": statement{"s3:x-amz-server-side-encryption": []string{"aws:kms", "AES256"}}}})
	add(0.08, statement{"Sid": "DenyUser", "Effect": "Deny", "Principal": statement{"AWS": string(pick(m, m.account.Users).ARN)}, "Action": "s3:*", "Resource": both})
	add(0.05, statement{"Sid": "DenyOtherTeams", "Effect": "Deny", "Principal": statement{"AWS": OwnAccount}, "Action": "s3:Put*", "Resource": both, "Condition": statement{"StringNotEquals": statement{"aws:PrincipalTag/Team": m.team()}}})
	if list == nil {
		return ""
	}
	return m.document(list)
}

func (m *maker) bucketSettings(b *iam.Bucket) {
	if len(m.account.Users) > 0 && m.chance(0.62) {
		b.Policy = m.bucketPolicy(b.Name)
	}
	if m.chance(0.02) {
		b.Owner = strangers[0]
	}
	switch roll := m.Float64(); {
	case roll < 0.7:
		b.Block = &iam.PublicAccessBlock{BlockPublicACLs: true, IgnorePublicACLs: true, BlockPublicPolicy: true, RestrictPublicBuckets: true}
	case roll < 0.85:
		b.Block = &iam.PublicAccessBlock{IgnorePublicACLs: m.chance(0.5), RestrictPublicBuckets: m.chance(0.5)}
	}
	b.Ownership = iam.OwnershipEnforced
	if m.chance(0.08) {
		b.Ownership = iam.OwnershipWriter
		b.Grants = []iam.Grant{{Grantee: pick(m, []string{iam.GranteeEveryone, iam.GranteeAuthenticated, iam.GranteeLogDelivery, canonicalUser}), Permission: pick(m, []string{"READ", "WRITE", "FULL_CONTROL", "READ_ACP"})}}
	}
}

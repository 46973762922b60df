package sandbox

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"
	"time"
)

// Elements that a lesser server leaves out: everywhere, and of users, groups and
// keys.
var (
	lesserNowhere = map[string]bool{
		"UserId": true, "GroupId": true, "PolicyId": true, "Path": true, "IsTruncated": true, "Marker": true,
		"AttachmentCount": true, "PermissionsBoundaryUsageCount": true, "Tags": true, "Description": true,
	}
	lesserBare    = map[string]bool{"Arn": true, "CreateDate": true, "PasswordLastUsed": true}
	lesserHolders = map[string]bool{"User": true, "Group": true, "Users": true, "Groups": true, "AccessKey": true, "AccessKeyMetadata": true}
)

// homeless is what the ARN of a policy begins with where it belongs to no account.
const homeless = "arn:aws:iam:::policy/"

// ownARN is what it begins with in this account.
func (s *Sandbox) ownARN() string { return "arn:aws:iam::" + s.account + ":policy/" }

// adopt writes the ARNs of a request as the account has them.
func (s *Sandbox) adopt(values url.Values) url.Values {
	if s.lesser == nil {
		return values
	}
	for _, name := range []string{"PolicyArn", "PermissionsBoundary"} {
		for i, value := range values[name] {
			if rest, ok := strings.CutPrefix(value, homeless); ok {
				values[name][i] = s.ownARN() + rest
			}
		}
	}
	return values
}

// lessen makes an answer one of a lesser server.
func (s *Sandbox) lessen(page *bytes.Buffer) {
	rewrite(page, func(b *branch) {
		b.drop(lesserNowhere)
		if lesserHolders[b.name] {
			b.drop(lesserBare)
			for _, member := range b.children {
				member.drop(lesserBare)
			}
		}
		if len(b.children) > 0 {
			return
		}
		switch b.name {
		case "Document", "PolicyDocument":
			b.text = rewritten(b.text)
		case "Arn", "PolicyArn":
			b.text = strings.Replace(b.text, s.ownARN(), homeless, 1)
		case "CreateDate", "UpdateDate":
			if at, err := time.Parse(time.RFC3339, b.text); err == nil {
				b.text = at.Add(123456 * time.Microsecond).Format("2006-01-02T15:04:05.000000Z")
			}
		}
	})
}

// rewritten is an escaped document as such a server keeps it: plain, in one
// line, with its keys in another order and lists of one as what is in them.
func rewritten(escaped string) string {
	plain, err := url.PathUnescape(escaped)
	if err != nil {
		return escaped
	}
	var doc any
	if err := json.Unmarshal([]byte(plain), &doc); err != nil {
		return plain
	}
	out, err := json.Marshal(single(doc))
	if err != nil {
		return plain
	}
	return string(out)
}

// single replaces lists that hold one string by the string.
func single(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, one := range v {
			v[name] = single(one)
		}
	case []any:
		for i := range v {
			v[i] = single(v[i])
		}
		if s, ok := onlyString(v); ok {
			return s
		}
	}
	return v
}

func onlyString(list []any) (string, bool) {
	if len(list) != 1 {
		return "", false
	}
	s, ok := list[0].(string)
	return s, ok
}

package sandbox

import (
	"context"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// sameKey tells when two tag keys are one. Those of users and roles ignore case, those
// of policies and MFA devices do not ("Tags for IAM resources", IAM user guide).
type sameKey func(a, b string) bool

func anyCase(a, b string) bool { return fold(a) == fold(b) }

func itsCase(a, b string) bool { return a == b }

// pairs reads a list of tags, unchecked: name.member.1.Key, name.member.1.Value
// and so on.
func (f *form) pairs(param string) []tag {
	var list []tag
	for i := 1; ; i++ {
		at := param + ".member." + strconv.Itoa(i)
		if !f.values.Has(at + ".Key") {
			return list
		}
		list = append(list, tag{Key: f.text(at + ".Key"), Value: f.text(at + ".Value")})
	}
}

// tags reads a list of tags whose keys ignore case.
func (f *form) tags(param string) []tag { return f.tagList(param, anyCase) }

// casedTags reads a list of tags whose keys do not.
func (f *form) casedTags(param string) []tag { return f.tagList(param, itsCase) }

// tagList reads a list of tags and checks it.
func (f *form) tagList(param string, same sameKey) []tag {
	list := f.pairs(param)
	f.atMost(param, len(list), quotaTags)
	for i, t := range list {
		at := lowerFirst(param) + "." + strconv.Itoa(i+1) + ".member."
		f.length(at+"key", t.Key, 1, 128)
		f.length(at+"value", t.Value, 0, 256)
		f.tagText(at+"key", t.Key)
		f.tagText(at+"value", t.Value)
		if f.first == nil && strings.HasPrefix(fold(t.Key), "aws:") {
			f.first = invalidInput("Tag keys beginning with 'aws:' are reserved for system use.")
		}
		again := slices.ContainsFunc(list[:i], func(other tag) bool { return same(other.Key, t.Key) })
		if f.first == nil && again {
			f.first = invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.")
		}
	}
	return list
}

// atMost refuses a list that is too long.
func (f *form) atMost(param string, n, most int) {
	if n > most {
		f.refuse(param, "["+strconv.Itoa(n)+" members]", "Member must have length less than or equal to "+strconv.Itoa(most))
	}
}

// needsList refuses a call without a list that must be there, be it empty.
func (f *form) needsList(param string) {
	for name := range f.values {
		if name == param || strings.HasPrefix(name, param+".") {
			return
		}
	}
	f.required(param)
}

// tagKeys reads the required list of the keys of tags to be taken away.
func (f *form) tagKeys() []string {
	f.needsList("TagKeys")
	keys := f.members("TagKeys")
	f.atMost("TagKeys", len(keys), quotaTags)
	for i, key := range keys {
		at := "tagKeys." + strconv.Itoa(i+1) + ".member"
		f.length(at, key, 1, 128)
		f.tagText(at, key)
	}
	return keys
}

func (f *form) tagText(at, value string) {
	if strings.IndexFunc(value, notInTag) >= 0 {
		f.refuse(at, value, `Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]*`)
	}
}

// notInTag is the complement of [\p{L}\p{Z}\p{N}_.:/=+\-@].
func notInTag(c rune) bool {
	return !unicode.IsLetter(c) && !unicode.IsNumber(c) && !unicode.Is(unicode.Z, c) && !strings.ContainsRune("_.:/=+-@", c)
}

// setTags replaces and adds tags, under AWS's quota on one thing.
func setTags(old, more []tag, same sameKey) ([]tag, error) {
	for _, t := range more {
		i := slices.IndexFunc(old, func(o tag) bool { return same(o.Key, t.Key) })
		if i >= 0 {
			old[i] = t
		} else {
			old = append(old, t)
		}
	}
	if len(old) > quotaTags {
		return nil, limitExceeded("The number of tags has reached the maximum limit.")
	}
	return old, nil
}

// dropTags takes tags away; keys that no tag has are ignored.
func dropTags(old []tag, keys []string, same sameKey) []tag {
	return slices.DeleteFunc(old, func(t tag) bool {
		return slices.ContainsFunc(keys, func(k string) bool { return same(k, t.Key) })
	})
}

// tagPage writes a page of the tags of one thing.
func tagPage(p page, tags []tag) (any, error) {
	tags, end, err := slicePage(p, tags, func(t tag) string { // of keys that differ in case too
		return t.Key + " " + hex.EncodeToString([]byte(t.Key))
	})
	result := struct {
		Tags []tagXML `xml:"Tags>member"`
		paging
	}{paging: end}
	for _, t := range tags {
		result.Tags = append(result.Tags, tagXML(t))
	}
	return result, err
}

// tag sets tags of a user or a role.
func (n noun) tag(ctx context.Context, c *call) (any, error) {
	name, tags := c.form.name(n.param, n.lookup), c.form.tags("Tags")
	c.form.needsList("Tags")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, n.change(ctx, c, name, func(c *call, owner held) (err error) {
		if owner.Tags, err = setTags(owner.Tags, tags, anyCase); err != nil {
			return err
		}
		return updateDoc(ctx, c.in, owner.row, owner.principalDoc)
	})
}

func (n noun) untag(ctx context.Context, c *call) (any, error) {
	name, keys := c.form.name(n.param, n.lookup), c.form.tagKeys()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, n.change(ctx, c, name, func(c *call, owner held) error {
		owner.Tags = dropTags(owner.Tags, keys, anyCase)
		return updateDoc(ctx, c.in, owner.row, owner.principalDoc)
	})
}

func (n noun) listTags(ctx context.Context, c *call) (any, error) {
	p, name := c.page(), c.form.name(n.param, n.lookup)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	owner, err := n.get(ctx, c, name)
	if err != nil {
		return nil, err
	}
	return tagPage(p, owner.Tags)
}

func tagPolicy(ctx context.Context, c *call) (any, error) {
	arn, tags := c.form.arn("PolicyArn"), c.form.casedTags("Tags")
	c.form.needsList("Tags")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.changePolicy(ctx, arn, func(p *policyDoc) (err error) {
		p.Tags, err = setTags(p.Tags, tags, itsCase)
		return err
	})
}

func untagPolicy(ctx context.Context, c *call) (any, error) {
	arn, keys := c.form.arn("PolicyArn"), c.form.tagKeys()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.changePolicy(ctx, arn, func(p *policyDoc) error {
		p.Tags = dropTags(p.Tags, keys, itsCase)
		return nil
	})
}

func listPolicyTags(ctx context.Context, c *call) (any, error) {
	p, arn := c.page(), c.form.arn("PolicyArn")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	found, err := c.policy(ctx, arn)
	if err != nil {
		return nil, absent(err, policyMissing(arn))
	}
	return tagPage(p, found.Tags)
}

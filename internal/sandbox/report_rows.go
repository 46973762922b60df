package sandbox

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"time"

	"keyporter/internal/store"
)

// reportHead names the columns of a credential report, in AWS's order. The 23rd,
// additional_credentials_info, is for users with more keys or certificates than
// these columns hold, of which this account has none.
const reportHead = "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active," +
	"access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service," +
	"access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service," +
	"cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated"

// Words of a report that are no value.
const (
	reportNone        = "N/A"            // there is nothing of the kind
	reportUnknown     = "no_information" // there is, but it was never used
	reportUnsupported = "not_supported"  // the account root has no such thing
)

func reportTime(t time.Time) string {
	if t.IsZero() {
		return reportNone
	}
	return t.UTC().Format("2006-01-02T15:04:05+00:00")
}

func reportTruth(is bool) string {
	if is {
		return "true"
	}
	return "false"
}

// credentials are what a report tells of all users.
type credentials struct {
	logins map[string]loginDoc // by folded user
	keys   map[string][]keyDoc // by folded user, the oldest first
	uses   map[string]use      // by key
	maxAge int                 // of passwords, in days; 0 where they do not end
	mfa    map[string][]string // serial numbers of devices by folded user

	certificates map[string][]certificateDoc // by folded user, the oldest first
}

// everything reads all documents of a kind, by name.
func everything[T any](ctx context.Context, in *store.Entities, kind string) (map[string]T, error) {
	const most = 1 << 30
	list, err := in.List(ctx, kind, "", most)
	if err != nil {
		return nil, err
	}
	docs := make(map[string]T, len(list))
	for _, e := range list {
		if docs[e.Name], err = decode[T](e); err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// credentialsOf reads what the users from first to last have, by folded name.
func (c *call) credentialsOf(ctx context.Context, first, last string) (credentials, error) {
	logins, err1 := everything[loginDoc](ctx, c.in, kindLogin)
	keys, err2 := everything[keyDoc](ctx, c.in, kindKey)
	uses, err3 := everything[use](ctx, c.in, kindUse)
	links, err4 := c.linksOf(ctx, linkUserKey, first, last)
	rule, err5 := readPasswordPolicy(ctx, c.in)
	mfa, err6 := c.linksOf(ctx, linkUserMFA, first, last)
	certificates, err7 := c.certificatesOf(ctx, first, last)
	all := credentials{logins: logins, uses: uses, mfa: mfa, certificates: certificates, keys: map[string][]keyDoc{}, maxAge: rule.MaxAge}
	for user, ids := range links {
		for _, id := range ids {
			if key, there := keys[id]; there {
				all.keys[user] = append(all.keys[user], key)
			}
		}
		slices.SortFunc(all.keys[user], func(a, b keyDoc) int { return cmp.Or(a.Created.Compare(b.Created), strings.Compare(a.ID, b.ID)) })
	}
	return all, errors.Join(err1, err2, err3, err4, absent(err5, nil), err6, err7)
}

// credentialReport writes the root and then every user, in the order of their
// names.
func (c *call) credentialReport(ctx context.Context) (string, error) {
	users, err := c.in.List(ctx, kindUser, "", quotaUsers)
	if err != nil {
		return "", err
	}
	first, last := "", ""
	if len(users) > 0 {
		first, last = users[0].Name, users[len(users)-1].Name
	}
	all, err := c.credentialsOf(ctx, first, last)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	lines := csv.NewWriter(&b)
	_ = lines.Write(strings.Split(reportHead, ",")) // its errors come from Flush
	_ = lines.Write(c.rootRow(all))
	for _, e := range users {
		user, err := decode[principalDoc](e)
		if err != nil {
			return "", err
		}
		_ = lines.Write(c.userRow(user, all))
	}
	lines.Flush()
	return b.String(), lines.Error()
}

func (c *call) rootRow(all credentials) []string {
	key := keyDoc{ID: c.root.id, Status: keyActive, Created: c.root.created}
	row := []string{
		"<root_account>", c.rootARN(), reportTime(c.root.created),
		reportUnsupported, reportUnknown, reportUnsupported, reportUnsupported, reportTruth(false),
	}
	row = append(row, all.keyCells([]keyDoc{key})...)
	return append(row, certificateCells(nil)...)
}

func (c *call) userRow(u principalDoc, all credentials) []string {
	name := fold(u.Name)
	row := []string{u.Name, c.userARN(u.Path, u.Name), reportTime(u.Created)}
	row = append(row, all.passwordCells(name)...)
	row = append(row, reportTruth(len(all.mfa[name]) > 0))
	row = append(row, all.keyCells(all.keys[name])...)
	return append(row, certificateCells(all.certificates[name])...)
}

// passwordCells are a user's, from password_enabled to password_next_rotation.
func (all credentials) passwordCells(user string) []string {
	login, has := all.logins[user]
	if !has {
		return []string{reportTruth(false), reportNone, reportNone, reportNone}
	}
	changed, next := login.Changed, reportNone
	if changed.IsZero() {
		changed = login.Created // as with passwords that are older than the field
	}
	if all.maxAge > 0 {
		next = reportTime(changed.AddDate(0, 0, all.maxAge))
	}
	used := reportUnknown
	if !login.Used.IsZero() {
		used = reportTime(login.Used)
	}
	return []string{reportTruth(true), used, reportTime(changed), next}
}

// keyCells are the two times five of the keys.
func (all credentials) keyCells(keys []keyDoc) []string {
	var cells []string
	for i := range quotaKeys {
		if i >= len(keys) {
			cells = append(cells, reportTruth(false), reportNone, reportNone, reportNone, reportNone)
			continue
		}
		key := keys[i]
		changed := key.Created
		if key.Changed.After(changed) {
			changed = key.Changed
		}
		last := all.uses[key.ID]
		cells = append(cells, reportTruth(key.Status == keyActive), reportTime(changed), reportTime(last.At),
			cmp.Or(last.Region, reportNone), cmp.Or(last.Service, reportNone))
	}
	return cells
}

// certificatesOf reads the certificates of the users from first to last.
func (c *call) certificatesOf(ctx context.Context, first, last string) (map[string][]certificateDoc, error) {
	docs, err1 := everything[certificateDoc](ctx, c.in, kindCertificate)
	links, err2 := c.linksOf(ctx, linkUserCert, first, last)
	all := map[string][]certificateDoc{}
	for user, ids := range links {
		for _, id := range ids {
			if doc, there := docs[id]; there {
				all[user] = append(all[user], doc)
			}
		}
		slices.SortFunc(all[user], func(a, b certificateDoc) int {
			return cmp.Or(a.Uploaded.Compare(b.Uploaded), strings.Compare(a.ID, b.ID))
		})
	}
	return all, errors.Join(err1, err2)
}

// certificateCells are the two times two of the signing certificates.
func certificateCells(list []certificateDoc) []string {
	var cells []string
	for i := range quotaCertificates {
		if i >= len(list) {
			cells = append(cells, reportTruth(false), reportNone)
			continue
		}
		changed := list[i].Uploaded
		if list[i].Changed.After(changed) {
			changed = list[i].Changed
		}
		cells = append(cells, reportTruth(list[i].Status == keyActive), reportTime(changed))
	}
	return cells
}

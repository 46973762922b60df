package sandbox

import (
	"context"
	"slices"

	"keyporter/internal/store"
)

// belonging is a kind of thing that a user has several of, each under an id of
// its own: keys, devices, certificates.
type belonging struct {
	kind, link string
	quotaName  string
	quota      int
	missing    func(id string) error
}

var (
	userKeys = belonging{kindKey, linkUserKey, "AccessKeysPerUser", quotaKeys, keyMissing}
	userMFA  = belonging{kindMFA, linkUserMFA, "MFADevicesPerUser", quotaMFA, mfaNotTheUsers}

	userSSHKeys      = belonging{kindSSHKey, linkUserSSHKey, "SSHPublicKeysPerUser", quotaSSHKeys, sshKeyMissing}
	userCertificates = belonging{kindCertificate, linkUserCert, "SigningCertificatesPerUser", quotaCertificates, certificateMissing}
	userServices     = belonging{kindService, linkUserService, "ServiceSpecificCredentialsPerUser", quotaServiceCredentials * len(services), serviceMissing}
)

// belongingLinks are the links to all that users can have.
func belongingLinks() []string {
	links := make([]string, 0, len(belongings()))
	for _, b := range belongings() {
		links = append(links, b.link)
	}
	return links
}

func belongings() []belonging {
	return []belonging{userKeys, userMFA, userSSHKeys, userCertificates, userServices}
}

// add gives the user, whose row is held, one thing more.
func (b belonging) add(ctx context.Context, c *call, user held, id string, doc any) error {
	link := store.EntityLink{Kind: b.link, Source: user.row.Name, Target: id}
	if err := c.linkUnder(ctx, link, b.quotaName, b.quota); err != nil {
		return err
	}
	return addDoc(ctx, c.in, b.kind, id, doc)
}

// change runs f on a thing of a user in one transaction that holds the rows of
// both.
func (b belonging) change(ctx context.Context, c *call, name, id string, f func(c *call, user held, row store.Entity) error) error {
	return users.change(ctx, c, name, func(c *call, user held) error {
		ids, err := c.in.Targets(ctx, b.link, user.row.Name)
		if err != nil {
			return err
		}
		if !slices.Contains(ids, id) {
			return b.missing(id)
		}
		row, err := c.in.Hold(ctx, b.kind, id)
		if err != nil {
			return absent(err, b.missing(id))
		}
		return f(c, user, row)
	})
}

// drop removes a thing of a user, in a transaction of its own.
func (b belonging) drop(ctx context.Context, c *call, name, id string) error {
	return b.change(ctx, c, name, id, func(c *call, user held, row store.Entity) error {
		return b.remove(ctx, c, user, row)
	})
}

// remove takes a thing away from its user, both rows held, and removes it.
func (b belonging) remove(ctx context.Context, c *call, user held, row store.Entity) error {
	if _, err := c.in.Delete(ctx, b.kind, row.Name); err != nil {
		return err
	}
	_, err := c.in.Unlink(ctx, store.EntityLink{Kind: b.link, Source: user.row.Name, Target: row.Name})
	return err
}

// belongingsOf reads a user and what the user has of a kind, by id.
func belongingsOf[T any](ctx context.Context, c *call, b belonging, name string) (principalDoc, []T, error) {
	user, err := users.get(ctx, c, name)
	if err != nil {
		return principalDoc{}, nil, err
	}
	rows, err := c.in.Linked(ctx, store.EntityLink{Kind: b.link, Source: fold(name)}, b.kind)
	if err != nil {
		return principalDoc{}, nil, err
	}
	var list []T
	for _, row := range rows {
		doc, err := decode[T](row)
		if err != nil {
			return principalDoc{}, nil, err
		}
		list = append(list, doc)
	}
	return user, list, nil
}

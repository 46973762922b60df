package sandbox

import (
	"context"
	"errors"
	"slices"

	"keyporter/internal/store"
)

// The states of a key.
const (
	keyActive   = "Active"
	keyInactive = "Inactive"
)

type keyXML struct {
	UserName    string `xml:",omitempty"`
	AccessKeyID string `xml:"AccessKeyId"`
	Status      string
	CreateDate  string
}

func keyMissing(id string) error {
	return noSuchEntity("The Access Key with id %s cannot be found.", id)
}

func createAccessKey(ctx context.Context, c *call) (any, error) {
	name := users.name(c)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	secret := newSecret()
	key := keyDoc{ID: newKeyID(), User: fold(name), Status: keyActive, Created: c.at}
	var err error
	if key.Sealed, err = c.ring.Seal([]byte(secret.Reveal()), nil, keyPlace(key.ID)); err != nil {
		return nil, err
	}
	err = users.change(ctx, c, name, func(c *call, user held) error {
		name = user.Name
		link := store.EntityLink{Kind: linkUserKey, Source: user.row.Name, Target: key.ID}
		if err := c.linkUnder(ctx, link, "AccessKeysPerUser", quotaKeys); err != nil {
			return err
		}
		return addDoc(ctx, c.in, kindKey, key.ID, key)
	})
	if err != nil {
		return nil, err
	}
	type issued struct {
		keyXML
		SecretAccessKey string
	}
	return struct{ AccessKey issued }{issued{
		keyXML{UserName: name, AccessKeyID: key.ID, Status: key.Status, CreateDate: stamp(key.Created)}, secret.Reveal(),
	}}, nil
}

type keyList struct {
	AccessKeyMetadata []keyXML `xml:"AccessKeyMetadata>member"`
	paging
}

func listAccessKeys(ctx context.Context, c *call) (any, error) {
	p := c.page()
	if c.who.user == nil && !c.form.values.Has("UserName") {
		root := keyXML{AccessKeyID: c.root.id, Status: keyActive, CreateDate: stamp(c.root.created)}
		return keyList{AccessKeyMetadata: []keyXML{root}}, c.form.err()
	}
	name := users.name(c)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	user, err := users.get(ctx, c, name)
	if err != nil {
		return nil, err
	}
	ids, err := c.in.Targets(ctx, linkUserKey, fold(name))
	if err != nil {
		return nil, err
	}
	var list []keyXML
	for _, id := range ids {
		key, err := getDoc[keyDoc](ctx, c.in, kindKey, id)
		if errors.Is(err, store.ErrNotFound) {
			continue // deleted since
		}
		if err != nil {
			return nil, err
		}
		list = append(list, keyXML{UserName: user.Name, AccessKeyID: id, Status: key.Status, CreateDate: stamp(key.Created)})
	}
	list, end, err := slicePage(p, list, func(k keyXML) string { return k.CreateDate + k.AccessKeyID })
	return keyList{list, end}, err
}

// heldKey holds the user and then the key that a call names.
func (c *call) heldKey(ctx context.Context, name, id string) (keyDoc, store.Entity, error) {
	user, err := users.hold(ctx, c, name)
	if err != nil {
		return keyDoc{}, store.Entity{}, err
	}
	row, err := c.in.Hold(ctx, kindKey, id)
	if err != nil {
		return keyDoc{}, store.Entity{}, absent(err, keyMissing(id))
	}
	key, err := decode[keyDoc](row)
	if err == nil && key.User != user.row.Name {
		err = keyMissing(id)
	}
	return key, row, err
}

func updateAccessKey(ctx context.Context, c *call) (any, error) {
	name, id, status := users.name(c), c.form.required("AccessKeyId"), c.form.required("Status")
	if c.form.values.Has("Status") && !slices.Contains([]string{keyActive, keyInactive}, status) {
		c.form.refuse("Status", status, "Member must satisfy enum value set: [Active, Inactive]")
	}
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.change(ctx, func(c *call) error {
		key, row, err := c.heldKey(ctx, name, id)
		if err != nil {
			return err
		}
		key.Status = status
		return updateDoc(ctx, c.in, row, key)
	})
}

func deleteAccessKey(ctx context.Context, c *call) (any, error) {
	name, id := users.name(c), c.form.required("AccessKeyId")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.change(ctx, func(c *call) error {
		key, row, err := c.heldKey(ctx, name, id)
		if err != nil {
			return err
		}
		for _, kind := range []string{kindKey, kindUse} {
			if _, err := c.in.Delete(ctx, kind, row.Name); err != nil {
				return err
			}
		}
		_, err = c.in.Unlink(ctx, store.EntityLink{Kind: linkUserKey, Source: key.User, Target: id})
		return err
	})
}

// keyOwnerTarget is the resource of a call about a key: the user who has it.
func keyOwnerTarget(ctx context.Context, c *call) (target, error) {
	key, err := getDoc[keyDoc](ctx, c.in, kindKey, c.form.text("AccessKeyId"))
	if errors.Is(err, store.ErrNotFound) {
		return target{arn: c.userARN("/", "*")}, nil
	}
	if err != nil {
		return target{}, err
	}
	user, err := users.get(ctx, c, key.User)
	return users.targetOf(c, user), err
}

func getAccessKeyLastUsed(ctx context.Context, c *call) (any, error) {
	id := c.form.required("AccessKeyId")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	key, err := getDoc[keyDoc](ctx, c.in, kindKey, id)
	if err != nil {
		return nil, absent(err, keyMissing(id))
	}
	user, err := users.get(ctx, c, key.User)
	if err != nil {
		return nil, err
	}
	last, err := getDoc[use](ctx, c.in, kindUse, id)
	if errors.Is(err, store.ErrNotFound) {
		last, err = use{Service: "N/A", Region: "N/A"}, nil
	}
	type lastUsed struct {
		LastUsedDate string `xml:",omitempty"`
		ServiceName  string
		Region       string
	}
	return struct {
		UserName          string
		AccessKeyLastUsed lastUsed
	}{user.Name, lastUsed{stamp(last.At), last.Service, last.Region}}, err
}

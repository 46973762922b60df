package sandbox

import (
	"context"
	"errors"

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
	key := keyDoc{ID: newKeyID(), Status: keyActive, Created: c.at}
	var err error
	if key.Sealed, err = c.ring.Seal([]byte(secret.Reveal()), nil, keyPlace(key.ID)); err != nil {
		return nil, err
	}
	err = users.change(ctx, c, name, func(c *call, user held) error {
		name = user.Name
		return userKeys.add(ctx, c, user, key.ID, key)
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
	user, keys, err := belongingsOf[keyDoc](ctx, c, userKeys, name)
	if err != nil {
		return nil, err
	}
	var list []keyXML
	for _, key := range keys {
		if c.mischief.hidden(key, c.at) {
			continue
		}
		list = append(list, keyXML{UserName: user.Name, AccessKeyID: key.ID, Status: key.Status, CreateDate: stamp(key.Created)})
	}
	list, end, err := slicePage(p, list, func(k keyXML) string { return k.CreateDate + k.AccessKeyID })
	return keyList{list, end}, err
}

func updateAccessKey(ctx context.Context, c *call) (any, error) {
	name, id, status := users.name(c), c.form.required("AccessKeyId"), c.form.status()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, userKeys.change(ctx, c, name, id, func(c *call, _ held, row store.Entity) error {
		key, err := decode[keyDoc](row)
		if err != nil {
			return err
		}
		key.Status, key.Changed = status, c.at
		return updateDoc(ctx, c.in, row, key)
	})
}

func deleteAccessKey(ctx context.Context, c *call) (any, error) {
	name, id := users.name(c), c.form.required("AccessKeyId")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, userKeys.change(ctx, c, name, id, func(c *call, user held, row store.Entity) error {
		if _, err := c.in.Delete(ctx, kindUse, row.Name); err != nil {
			return err
		}
		return userKeys.remove(ctx, c, user, row)
	})
}

// keyOwnerTarget is the resource of a call about a key: the user who has it.
func keyOwnerTarget(ctx context.Context, c *call) (target, error) {
	user, err := ownerOf(ctx, c.in, linkUserKey, c.form.text("AccessKeyId"))
	if errors.Is(err, store.ErrNotFound) {
		return target{arn: c.userARN("/", "*")}, nil
	}
	return users.targetOf(c, user), err
}

// keyOwnerName is "" for the key of the root.
func (c *call) keyOwnerName(ctx context.Context, id string) (string, error) {
	if id == c.root.id {
		return "", nil
	}
	user, err := ownerOf(ctx, c.in, linkUserKey, id)
	return user.Name, absent(err, keyMissing(id))
}

func getAccessKeyLastUsed(ctx context.Context, c *call) (any, error) {
	id := c.form.required("AccessKeyId")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	name, err := c.keyOwnerName(ctx, id)
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
		UserName          string `xml:",omitempty"`
		AccessKeyLastUsed lastUsed
	}{name, lastUsed{stamp(last.At), last.Service, last.Region}}, err
}

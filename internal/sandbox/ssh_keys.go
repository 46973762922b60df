package sandbox

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"time"

	"keyporter/internal/store"
)

// sshKeyDoc is a public key of a user for CodeCommit.
type sshKeyDoc struct {
	ID       string    `json:"id"`
	Status   string    `json:"status"`
	Uploaded time.Time `json:"uploaded"`
	Wire     []byte    `json:"wire"` // as RFC 4253, 6.6
	PEM      bool      `json:"pem"`  // it came so
}

type sshKeyXML struct {
	UserName         string
	SSHPublicKeyID   string `xml:"SSHPublicKeyId"`
	Fingerprint      string `xml:",omitempty"`
	SSHPublicKeyBody string `xml:",omitempty"`
	Status           string
	UploadDate       string
}

func sshKeyMissing(id string) error {
	return noSuchEntity("The Public Key with id %s cannot be found.", id)
}

func (k sshKeyDoc) xml(user string) sshKeyXML {
	return sshKeyXML{UserName: user, SSHPublicKeyID: k.ID, Status: k.Status, UploadDate: stamp(k.Uploaded)}
}

// whole adds the key itself, without the comment that it may have had.
func (k sshKeyDoc) whole(user string, inPEM bool) (any, error) {
	shown := k.xml(user)
	shown.Fingerprint = fingerprint(k.Wire)
	var err error
	shown.SSHPublicKeyBody, err = sshKeyText(k.Wire, inPEM)
	return struct{ SSHPublicKey sshKeyXML }{shown}, err
}

// material reads a required key or certificate.
func (f *form) material(param string) string {
	value := f.required(param)
	if !f.values.Has(param) {
		return ""
	}
	f.hiddenLength(param, value, 1, 16384)
	if strings.IndexFunc(value, notInDocument) >= 0 {
		f.refuseHidden(param, `Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u00FF]+`)
	}
	return value
}

// id reads the required id of a thing that belongs to a user.
func (f *form) id(param string, least int) string {
	value := f.required(param)
	if f.values.Has(param) {
		f.length(param, value, least, 128)
		f.pattern(param, `[\w]+`, func(c rune) bool { return notInName(c) || strings.ContainsRune("+=,.@-", c) })
	}
	return value
}

func uploadSSHPublicKey(ctx context.Context, c *call) (any, error) {
	name, body := users.upTo(64).required(c), c.form.material("SSHPublicKeyBody")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	wire, inPEM, err := readSSHKey(body)
	if err != nil {
		return nil, err
	}
	key := sshKeyDoc{ID: newID(publicKeyPrefix), Status: keyActive, Uploaded: c.at, Wire: wire, PEM: inPEM}
	err = users.change(ctx, c, name, func(c *call, user held) error {
		name = user.Name
		_, others, err := belongingsOf[sshKeyDoc](ctx, c, userSSHKeys, name)
		if err != nil {
			return err
		}
		for _, other := range others {
			if bytes.Equal(other.Wire, wire) {
				return fail(http.StatusBadRequest, "DuplicateSSHPublicKey", "The SSH public key is already associated with the user %s.", name)
			}
		}
		return userSSHKeys.add(ctx, c, user, key.ID, key)
	})
	if err != nil {
		return nil, err
	}
	return key.whole(name, inPEM)
}

func getSSHPublicKey(ctx context.Context, c *call) (any, error) {
	name, id := users.upTo(64).required(c), c.form.id("SSHPublicKeyId", 20)
	c.form.required("Encoding")
	encoding := c.form.choice("Encoding", "SSH", "PEM")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	user, keys, err := belongingsOf[sshKeyDoc](ctx, c, userSSHKeys, name)
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		if key.ID == id {
			return key.whole(user.Name, encoding == "PEM")
		}
	}
	return nil, sshKeyMissing(id)
}

func listSSHPublicKeys(ctx context.Context, c *call) (any, error) {
	p := c.page()
	result := struct {
		SSHPublicKeys []sshKeyXML `xml:"SSHPublicKeys>member"`
		paging
	}{}
	name, ofRoot := c.ownerName(users.upTo(64))
	if err := c.form.err(); err != nil || ofRoot {
		return result, err
	}
	user, keys, err := belongingsOf[sshKeyDoc](ctx, c, userSSHKeys, name)
	if err != nil {
		return nil, err
	}
	keys, result.paging, err = slicePage(p, keys, func(k sshKeyDoc) string { return stamp(k.Uploaded) + k.ID })
	for _, k := range keys {
		result.SSHPublicKeys = append(result.SSHPublicKeys, k.xml(user.Name))
	}
	return result, err
}

func updateSSHPublicKey(ctx context.Context, c *call) (any, error) {
	name, id, status := users.upTo(64).required(c), c.form.id("SSHPublicKeyId", 20), c.form.status()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, userSSHKeys.change(ctx, c, name, id, func(c *call, _ held, row store.Entity) error {
		key, err := decode[sshKeyDoc](row)
		if err != nil {
			return err
		}
		key.Status = status
		return updateDoc(ctx, c.in, row, key)
	})
}

func deleteSSHPublicKey(ctx context.Context, c *call) (any, error) {
	name, id := users.upTo(64).required(c), c.form.id("SSHPublicKeyId", 20)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, userSSHKeys.drop(ctx, c, name, id)
}

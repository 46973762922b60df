package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"keyporter/internal/store"
)

// Kinds of entities. Names are folded, but for ids, whose case counts.
const (
	kindRoot   = "root"
	kindUser   = "user"
	kindGroup  = "group"
	kindRole   = "role"
	kindPolicy = "policy"
	kindKey    = "key"
	kindUse    = "key-use"
	kindLogin  = "login"
	kindAlias  = "alias"
	kindReport = "report"
	kindMFA    = "mfa" // by folded serial number

	kindSSHKey      = "ssh-key"
	kindCertificate = "certificate"
	kindService     = "service-credential"

	kindPasswordPolicy = "password-policy"

	kindDemo = "demo" // marks the demo account
)

// Kinds of links: from the folded name of a user, group or role. They alone tell
// what belongs to whom, so that a user or a group can be renamed.
const (
	linkMember       = "member"        // user to folded group
	linkUserPolicy   = "user-policy"   // user to policy ARN
	linkGroupPolicy  = "group-policy"  // group to policy ARN
	linkRolePolicy   = "role-policy"   // role to policy ARN
	linkUserKey      = "user-key"      // user to key id
	linkUserMFA      = "user-mfa"      // user to folded serial number
	linkUserSSHKey   = "user-ssh-key"  // user to id
	linkUserCert     = "user-cert"     // user to id
	linkUserService  = "user-service"  // user to id of the credential
	linkBoundary     = "boundary"      // user to policy ARN, one at most
	linkRoleBoundary = "role-boundary" // role to policy ARN, one at most
)

// principalDoc is a user, a group or a role.
type principalDoc struct {
	Name    string         `json:"name"`
	Path    string         `json:"path"`
	ID      string         `json:"id"`
	Created time.Time      `json:"created"`
	Tags    []tag          `json:"tags,omitempty"`   // not groups
	Inline  []inlinePolicy `json:"inline,omitempty"` // by name
	Role    *roleFacts     `json:"role,omitempty"`   // roles only
}

type tag struct {
	Key   string
	Value string
}

type inlinePolicy struct{ Name, Document string }

type policyDoc struct {
	Name        string          `json:"name"`
	Path        string          `json:"path"`
	ID          string          `json:"id"`
	ARN         string          `json:"arn"`
	Description string          `json:"description,omitempty"`
	Created     time.Time       `json:"created"`
	Updated     time.Time       `json:"updated"`
	Default     string          `json:"default"`
	Versions    []policyVersion `json:"versions"`       // the newest first
	Last        int             `json:"last,omitempty"` // the highest number of a version ever, where known
	Tags        []tag           `json:"tags,omitempty"`
}

type policyVersion struct {
	ID       string    `json:"id"`
	Document string    `json:"document"`
	Created  time.Time `json:"created"`
}

// text returns the document of the default version.
func (p policyDoc) text() string {
	for _, v := range p.Versions {
		if v.ID == p.Default {
			return v.Document
		}
	}
	return ""
}

type keyDoc struct {
	ID      string    `json:"id"`
	Status  string    `json:"status"`
	Created time.Time `json:"created"`
	Changed time.Time `json:"changed,omitzero"` // when its status was set
	Sealed  []byte    `json:"sealed"`
}

type loginDoc struct {
	Created time.Time `json:"created"`
	Changed time.Time `json:"changed"`       // when the password was last set
	Used    time.Time `json:"used,omitzero"` // nobody signs in here: only the demo account has it
	Reset   bool      `json:"reset"`
	Hash    string    `json:"hash"`
	History []string  `json:"history,omitempty"` // hashes of earlier passwords, the newest first
}

type aliasDoc struct {
	Alias string `json:"alias"`
}

// fold is how AWS compares names: without regard to case ("IAM and AWS STS
// quotas", IAM user guide).
func fold(name string) string { return strings.ToLower(name) }

// decode reads the document of an entity.
func decode[T any](e store.Entity) (T, error) {
	var doc T
	return doc, json.Unmarshal([]byte(e.Doc), &doc)
}

// getDoc reads a document; store.ErrNotFound when there is none.
func getDoc[T any](ctx context.Context, in *store.Entities, kind, name string) (T, error) {
	e, err := in.Get(ctx, kind, name)
	if err != nil {
		var none T
		return none, err
	}
	return decode[T](e)
}

func addDoc(ctx context.Context, in *store.Entities, kind, name string, doc any) error {
	text, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	return in.Add(ctx, store.Entity{Kind: kind, Name: name, Doc: string(text)})
}

func putDoc(ctx context.Context, in *store.Entities, kind, name string, doc any) error {
	text, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	return in.Put(ctx, store.Entity{Kind: kind, Name: name, Doc: string(text)})
}

// updateDoc stores a document that was held in this transaction.
func updateDoc(ctx context.Context, in *store.Entities, held store.Entity, doc any) error {
	text, err := json.Marshal(doc)
	if err != nil {
		return err
	}
	held.Doc = string(text)
	done, err := in.Update(ctx, held)
	if err == nil && !done {
		return concurrentModification()
	}
	return err
}

// absent replaces store.ErrNotFound by what AWS says.
func absent(err, instead error) error {
	if errors.Is(err, store.ErrNotFound) {
		return instead
	}
	return err
}

// taken replaces store.ErrTaken by what AWS says.
func taken(err, instead error) error {
	if errors.Is(err, store.ErrTaken) {
		return instead
	}
	return err
}

package sandbox

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"time"

	"keyporter/internal/seal"
	"keyporter/internal/store"
)

// serviceDoc is a credential of a user for one service.
type serviceDoc struct {
	ID      string    `json:"id"`
	Service string    `json:"service"`
	Name    string    `json:"name"` // with which it is used
	Status  string    `json:"status"`
	Created time.Time `json:"created"`
	Expires time.Time `json:"expires,omitzero"`
	Hash    string    `json:"hash"` // SHA-256 of the secret, which has 256 random bits
}

// services are those that have such credentials: a user name with a password, or
// a key ("API keys for AWS services", IAM user guide), which begins so.
var services = map[string]struct {
	keys   bool
	prefix string
}{
	"codecommit.amazonaws.com": {},
	"cassandra.amazonaws.com":  {},
	"bedrock.amazonaws.com":    {keys: true, prefix: "ABSK"},
	"logs.amazonaws.com":       {keys: true},
}

// longestAgeOfKeys is in days (credentialAgeDays, IAM API model).
const longestAgeOfKeys = 36600

// statusExpired is shown of a key whose days are over.
const statusExpired = "Expired"

type serviceXML struct {
	UserName                    string
	Status                      string
	ServiceUserName             string `xml:",omitempty"`
	ServicePassword             string `xml:",omitempty"`
	ServiceCredentialAlias      string `xml:",omitempty"`
	ServiceCredentialSecret     string `xml:",omitempty"`
	CreateDate                  string
	ExpirationDate              string `xml:",omitempty"`
	ServiceSpecificCredentialID string `xml:"ServiceSpecificCredentialId"`
	ServiceName                 string
}

type oneService struct{ ServiceSpecificCredential serviceXML }

func serviceMissing(id string) error { return noSuchEntity("No such credential %s exists", id) }

func serviceUnknown(name string) error {
	return fail(http.StatusNotFound, "NotSupportedService", "No such service %s is supported for Service Specific Credentials", name)
}

func (d serviceDoc) xml(user string, at time.Time) serviceXML {
	shown := serviceXML{
		UserName: user, Status: d.Status, CreateDate: stamp(d.Created), ExpirationDate: stamp(d.Expires),
		ServiceSpecificCredentialID: d.ID, ServiceName: d.Service,
	}
	if !d.Expires.IsZero() && !at.Before(d.Expires) {
		shown.Status = statusExpired
	}
	if services[d.Service].keys {
		shown.ServiceCredentialAlias = d.Name
	} else {
		shown.ServiceUserName = d.Name
	}
	return shown
}

// renew gives the credential a new secret, which is shown this once.
func (d *serviceDoc) renew() seal.Secret {
	b := make([]byte, 32)
	rand.Read(b)
	secret := base64.StdEncoding.EncodeToString(b)
	if kind := services[d.Service]; kind.keys {
		secret = kind.prefix + base64.StdEncoding.EncodeToString([]byte(d.Name+":"+secret))
	}
	sum := sha256.Sum256([]byte(secret))
	d.Hash = hex.EncodeToString(sum[:])
	return seal.NewSecret(secret)
}

// issued shows the credential with its secret.
func (d serviceDoc) issued(user string, at time.Time, secret seal.Secret) oneService {
	shown := d.xml(user, at)
	if services[d.Service].keys {
		shown.ServiceCredentialSecret = secret.Reveal()
	} else {
		shown.ServicePassword = secret.Reveal()
	}
	return oneService{shown}
}

// serviceName is the first free name of a user's credentials for a service:
// ana-at-123456789012, then ana+1-at-123456789012.
func (c *call) serviceName(user string, others []serviceDoc) string {
	for i := 0; ; i++ {
		name := user
		if i > 0 {
			name += "+" + strconv.Itoa(i)
		}
		name += "-at-" + c.account
		if !slices.ContainsFunc(others, func(o serviceDoc) bool { return o.Name == name }) {
			return name
		}
	}
}

func createServiceSpecificCredential(ctx context.Context, c *call) (any, error) {
	name, service := users.upTo(64).required(c), c.form.required("ServiceName")
	days := c.form.number("CredentialAgeDays", 1, longestAgeOfKeys)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	made := serviceDoc{ID: newID(servicePrefix), Service: service, Status: keyActive, Created: c.at}
	if days > 0 {
		made.Expires = c.at.AddDate(0, 0, days)
	}
	var secret seal.Secret
	err := users.change(ctx, c, name, func(c *call, user held) error {
		name = user.Name
		switch kind, known := services[service]; {
		case !known:
			return serviceUnknown(service)
		case days > 0 && !kind.keys:
			return validation("CredentialAgeDays is not valid for %s.", service)
		}
		_, others, err := belongingsOf[serviceDoc](ctx, c, userServices, name)
		if err != nil {
			return err
		}
		others = slices.DeleteFunc(others, func(o serviceDoc) bool { return o.Service != service })
		if len(others) >= quotaServiceCredentials {
			return quotaExceeded(userServices.quotaName, quotaServiceCredentials)
		}
		made.Name = c.serviceName(name, others)
		secret = made.renew()
		return userServices.add(ctx, c, user, made.ID, made)
	})
	if err != nil {
		return nil, err
	}
	return made.issued(name, c.at, secret), nil
}

func resetServiceSpecificCredential(ctx context.Context, c *call) (any, error) {
	name, id := users.upTo(64).name(c), c.form.id("ServiceSpecificCredentialId", 20)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	var result oneService
	err := userServices.change(ctx, c, name, id, func(c *call, user held, row store.Entity) error {
		credential, err := decode[serviceDoc](row)
		if err != nil {
			return err
		}
		result = credential.issued(user.Name, c.at, credential.renew())
		return updateDoc(ctx, c.in, row, credential)
	})
	if err != nil {
		return nil, err
	}
	return result, nil
}

func updateServiceSpecificCredential(ctx context.Context, c *call) (any, error) {
	name, id, status := users.upTo(64).name(c), c.form.id("ServiceSpecificCredentialId", 20), c.form.status()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, userServices.change(ctx, c, name, id, func(c *call, _ held, row store.Entity) error {
		credential, err := decode[serviceDoc](row)
		if err != nil {
			return err
		}
		credential.Status = status
		return updateDoc(ctx, c.in, row, credential)
	})
}

func deleteServiceSpecificCredential(ctx context.Context, c *call) (any, error) {
	name, id := users.upTo(64).name(c), c.form.id("ServiceSpecificCredentialId", 20)
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, userServices.drop(ctx, c, name, id)
}

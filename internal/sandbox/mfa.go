package sandbox

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"keyporter/internal/otp"
	"keyporter/internal/store"
)

// mfaDoc is a virtual MFA device. A link from a user says whose it is.
type mfaDoc struct {
	Serial  string    `json:"serial"` // its ARN
	Enabled time.Time `json:"enabled,omitzero"`
	Last    int64     `json:"last,omitempty"` // step of the last code that was accepted
	Tags    []tag     `json:"tags,omitempty"`
	Sealed  []byte    `json:"sealed"` // the seed
}

// mfaSeedSize is in bytes; the length of the seeds that AWS gives out.
const mfaSeedSize = 40

// longestSerial is that of a serial number (serialNumberType, IAM API model).
const longestSerial = 256

type mfaXML struct {
	SerialNumber     string
	Base32StringSeed string `xml:",omitempty"` // both in base64, as the model has them
	QRCodePNG        string `xml:",omitempty"`
	User             *userXML
	EnableDate       string    `xml:",omitempty"`
	Tags             *[]tagXML `xml:"Tags>member"`
}

// mfaPlace is where the seed of a device lies, for sealing.
func mfaPlace(serial string) string { return "entity/mfa/" + fold(serial) }

func mfaMissing(serial string) error {
	return noSuchEntity("VirtualMFADevice with serial number %s does not exist.", serial)
}

// mfaTarget is the resource of a call about a device that may be there.
func mfaTarget(ctx context.Context, c *call) (target, error) {
	serial := c.form.text("SerialNumber")
	device, err := getDoc[mfaDoc](ctx, c.in, kindMFA, fold(serial))
	if errors.Is(err, store.ErrNotFound) {
		return target{arn: serial}, nil
	}
	return target{arn: device.Serial, tags: device.Tags}, err
}

// newMFATarget is the resource of CreateVirtualMFADevice.
func newMFATarget(_ context.Context, c *call) (target, error) {
	return target{arn: c.arn("mfa", c.newPath(), c.form.text("VirtualMFADeviceName"))}, nil
}

// serial reads the required serial number of a device.
func (f *form) serial() string {
	value := f.required("SerialNumber")
	if f.values.Has("SerialNumber") {
		f.length("SerialNumber", value, 9, longestSerial)
		f.pattern("SerialNumber", `[\w+=/:,.@-]+`, func(c rune) bool { return c != '/' && c != ':' && notInName(c) })
	}
	return value
}

// pattern refuses a value with a character outside of what the pattern allows.
func (f *form) pattern(param, pattern string, outside func(rune) bool) {
	if value := f.text(param); strings.IndexFunc(value, outside) >= 0 {
		f.refuse(param, value, "Member must satisfy regular expression pattern: "+pattern)
	}
}

func createVirtualMFADevice(ctx context.Context, c *call) (any, error) {
	path, name, tags := c.form.path("Path"), c.form.name("VirtualMFADeviceName", longestSerial), c.form.casedTags("Tags")
	device := mfaDoc{Serial: c.arn("mfa", path, name), Tags: tags}
	if c.form.first == nil && len(device.Serial) > longestSerial {
		c.form.first = invalidInput("The serial number %s is longer than %d characters.", device.Serial, longestSerial)
	}
	if err := c.form.err(); err != nil {
		return nil, err
	}
	seed := otp.NewSeed(mfaSeedSize)
	var err error
	if device.Sealed, err = c.ring.Seal([]byte(seed), nil, mfaPlace(device.Serial)); err != nil {
		return nil, err
	}
	var picture []byte
	err = c.change(ctx, func(c *call) error {
		if err := c.addCounted(ctx, kindMFA, fold(device.Serial), device); err != nil {
			return err
		}
		picture, err = c.mfaPicture(ctx, name, seed)
		return err
	})
	if err != nil {
		return nil, taken(err, alreadyExists("MFADevice entity at the same path and name already exists."))
	}
	made := mfaXML{SerialNumber: device.Serial, Tags: tagsXML(tags)}
	made.Base32StringSeed = base64.StdEncoding.EncodeToString([]byte(seed))
	made.QRCodePNG = base64.StdEncoding.EncodeToString(picture)
	return struct{ VirtualMFADevice mfaXML }{made}, nil
}

// mfaPicture is the QR code of the address that the API reference describes: the
// device's name at the account's alias or number, and the seed.
func (c *call) mfaPicture(ctx context.Context, name, seed string) ([]byte, error) {
	account := c.account
	alias, err := getDoc[aliasDoc](ctx, c.in, kindAlias, aliasName)
	switch {
	case err == nil:
		account = alias.Alias
	case !errors.Is(err, store.ErrNotFound):
		return nil, err
	}
	return otp.QR("otpauth://totp/" + url.PathEscape(name+"@"+account) + "?secret=" + seed)
}

// changeMFA runs f on a device in one transaction that holds its row.
func (c *call) changeMFA(ctx context.Context, serial string, f func(c *call, device *mfaDoc) error) error {
	return c.change(ctx, func(c *call) error {
		row, device, err := c.holdMFA(ctx, serial)
		if err != nil {
			return err
		}
		if err := f(c, &device); err != nil {
			return err
		}
		return updateDoc(ctx, c.in, row, device)
	})
}

func (c *call) holdMFA(ctx context.Context, serial string) (store.Entity, mfaDoc, error) {
	row, err := c.in.Hold(ctx, kindMFA, fold(serial))
	if err != nil {
		return row, mfaDoc{}, absent(err, mfaMissing(serial))
	}
	device, err := decode[mfaDoc](row)
	return row, device, err
}

func deleteVirtualMFADevice(ctx context.Context, c *call) (any, error) {
	serial := c.form.serial()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.change(ctx, func(c *call) error {
		if err := c.countOne(ctx, kindMFA, -1); err != nil {
			return err
		}
		row, device, err := c.holdMFA(ctx, serial)
		if err != nil {
			return err
		}
		if !device.Enabled.IsZero() {
			return deleteConflict("MFA VirtualDevice in use. Must deactivate first.")
		}
		_, err = c.in.Delete(ctx, kindMFA, row.Name)
		return err
	})
}

func listVirtualMFADevices(ctx context.Context, c *call) (any, error) {
	p, status := c.page(), c.form.choice("AssignmentStatus", "Any", "Assigned", "Unassigned")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	list, end, err := listPage(ctx, p, listing[mfaDoc]{
		fetch: c.kind(kindMFA),
		keep:  func(d mfaDoc) bool { return status == "Any" || d.Enabled.IsZero() == (status == "Unassigned") },
	})
	if err != nil {
		return nil, err
	}
	result := struct {
		VirtualMFADevices []mfaXML `xml:"VirtualMFADevices>member"`
		paging
	}{paging: end}
	for _, d := range list {
		shown := mfaXML{SerialNumber: d.Serial, EnableDate: stamp(d.Enabled)}
		if !d.Enabled.IsZero() {
			user, err := ownerOf(ctx, c.in, linkUserMFA, fold(d.Serial))
			if err != nil {
				return nil, fmt.Errorf("the user of %s: %w", d.Serial, err)
			}
			owner := c.userXML(user)
			shown.User = &owner
		}
		result.VirtualMFADevices = append(result.VirtualMFADevices, shown)
	}
	return result, nil
}

func tagMFADevice(ctx context.Context, c *call) (any, error) {
	serial, tags := c.form.serial(), c.form.casedTags("Tags")
	c.form.needsList("Tags")
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.changeMFA(ctx, serial, func(_ *call, device *mfaDoc) (err error) {
		device.Tags, err = setTags(device.Tags, tags, itsCase)
		return err
	})
}

func untagMFADevice(ctx context.Context, c *call) (any, error) {
	serial, keys := c.form.serial(), c.form.tagKeys()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, c.changeMFA(ctx, serial, func(_ *call, device *mfaDoc) error {
		device.Tags = dropTags(device.Tags, keys, itsCase)
		return nil
	})
}

func listMFADeviceTags(ctx context.Context, c *call) (any, error) {
	p, serial := c.page(), c.form.serial()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	device, err := getDoc[mfaDoc](ctx, c.in, kindMFA, fold(serial))
	if err != nil {
		return nil, absent(err, mfaMissing(serial))
	}
	return tagPage(p, device.Tags)
}

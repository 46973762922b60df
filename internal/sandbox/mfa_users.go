package sandbox

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"keyporter/internal/otp"
	"keyporter/internal/store"
)

// How far the clock of a device may be away from ours. AWS publishes no figures:
// two codes in a row are looked for near the time, and for a device that is to be
// synchronised within a day.
const (
	mfaNear = int64(5 * time.Minute / otp.Period)
	mfaFar  = int64(24 * time.Hour / otp.Period)
)

// mfaNotTheUsers is for a device that is not there or is somebody else's.
func mfaNotTheUsers(string) error { return noSuchEntity("MFA Device invalid for user.") }

// mfaCodes reads the two required codes, which no message repeats.
func (f *form) mfaCodes() (codes [2]string) {
	const length = 6
	for i, param := range []string{"AuthenticationCode1", "AuthenticationCode2"} {
		codes[i] = f.required(param)
		if !f.values.Has(param) {
			continue
		}
		f.hiddenLength(param, codes[i], length, length)
		if codes[i] != "" && !digits(codes[i]) {
			f.refuseHidden(param, `Member must satisfy regular expression pattern: [\d]+`)
		}
	}
	return codes
}

// shows accepts two codes in a row of the device, once.
func (c *call) shows(device *mfaDoc, codes [2]string, around int64) error {
	seed, err := c.ring.Open(device.Sealed, nil, mfaPlace(device.Serial))
	if err != nil {
		return fmt.Errorf("open the seed of %s: %w", device.Serial, err)
	}
	step, ok, err := otp.Device{Seed: string(seed), Last: device.Last}.Pair(codes, c.at, around)
	if err == nil && !ok {
		err = fail(http.StatusForbidden, "InvalidAuthenticationCode", "Authentication code for device is not valid.")
	}
	device.Last = step
	return err
}

// enableMFADevice gives a device to a user who shows that its codes are at hand.
func enableMFADevice(ctx context.Context, c *call) (any, error) {
	name, serial, codes := c.form.name("UserName", 128), c.form.serial(), c.form.mfaCodes()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, users.change(ctx, c, name, func(c *call, user held) error {
		row, device, err := c.holdMFA(ctx, serial)
		switch {
		case err != nil:
			return err
		case !device.Enabled.IsZero():
			return alreadyExists("MFA Device is already in use.")
		}
		if err := c.shows(&device, codes, mfaNear); err != nil {
			return err
		}
		link := store.EntityLink{Kind: userMFA.link, Source: user.row.Name, Target: row.Name}
		if err := c.linkUnder(ctx, link, userMFA.quotaName, userMFA.quota); err != nil {
			return err
		}
		device.Enabled = c.at
		return updateDoc(ctx, c.in, row, device)
	})
}

func resyncMFADevice(ctx context.Context, c *call) (any, error) {
	name, serial, codes := c.form.name("UserName", 128), c.form.serial(), c.form.mfaCodes()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, userMFA.change(ctx, c, name, fold(serial), func(c *call, _ held, row store.Entity) error {
		device, err := decode[mfaDoc](row)
		if err != nil {
			return err
		}
		if err := c.shows(&device, codes, mfaFar); err != nil {
			return err
		}
		return updateDoc(ctx, c.in, row, device)
	})
}

// deactivateMFADevice takes a device from its user. It stays in the account.
func deactivateMFADevice(ctx context.Context, c *call) (any, error) {
	name, serial := users.name(c), c.form.serial()
	if err := c.form.err(); err != nil {
		return nil, err
	}
	return nil, userMFA.change(ctx, c, name, fold(serial), func(c *call, user held, row store.Entity) error {
		device, err := decode[mfaDoc](row)
		if err != nil {
			return err
		}
		if _, err := c.in.Unlink(ctx, store.EntityLink{Kind: userMFA.link, Source: user.row.Name, Target: row.Name}); err != nil {
			return err
		}
		device.Enabled = time.Time{}
		return updateDoc(ctx, c.in, row, device)
	})
}

type userMFAXML struct{ UserName, SerialNumber, EnableDate string }

func listMFADevices(ctx context.Context, c *call) (any, error) {
	p := c.page()
	result := struct {
		MFADevices []userMFAXML `xml:"MFADevices>member"`
		paging
	}{}
	name, ofRoot := c.ownerName(users)
	if err := c.form.err(); err != nil || ofRoot {
		return result, err
	}
	user, devices, err := belongingsOf[mfaDoc](ctx, c, userMFA, name)
	if err != nil {
		return nil, err
	}
	devices, result.paging, err = slicePage(p, devices, func(d mfaDoc) string { return d.Serial })
	for _, d := range devices {
		result.MFADevices = append(result.MFADevices, userMFAXML{user.Name, d.Serial, stamp(d.Enabled)})
	}
	return result, err
}

// getMFADevice also finds virtual devices, of which AWS's page says that this call
// is not for them: the account has no others.
func getMFADevice(ctx context.Context, c *call) (any, error) {
	serial := c.form.serial()
	name, ofRoot := c.ownerName(users.upTo(64))
	if err := c.form.err(); err != nil {
		return nil, err
	}
	var user principalDoc
	var err error
	if !ofRoot {
		if user, err = users.get(ctx, c, name); err != nil {
			return nil, err
		}
	}
	owner, err := ownerOf(ctx, c.in, linkUserMFA, fold(serial))
	if err != nil {
		return nil, absent(err, mfaNotTheUsers(serial))
	}
	if !ofRoot && owner.ID != user.ID {
		return nil, mfaNotTheUsers(serial)
	}
	device, err := getDoc[mfaDoc](ctx, c.in, kindMFA, fold(serial))
	return userMFAXML{owner.Name, device.Serial, stamp(device.Enabled)}, err
}

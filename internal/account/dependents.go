package account

import (
	"context"
	"slices"
	"strings"
	"sync"

	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"golang.org/x/sync/errgroup"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// fanOut is how many calls of one reading run at a time.
const fanOut = 4

// Dependents returns everything that goes away with a user. What the server
// does not offer or does not allow to be asked is named in Missing; every other
// failure is returned. Calls: GetUser, ListAccessKeys, GetLoginProfile,
// ListGroupsForUser, ListAttachedUserPolicies, ListUserPolicies, ListMFADevices,
// ListSSHPublicKeys, ListSigningCertificates, ListServiceSpecificCredentials.
func (r *Reader) Dependents(ctx context.Context, user iam.UserName) (iam.Dependents, error) {
	u, err := r.bareUser(ctx, user)
	if err != nil {
		return iam.Dependents{}, err
	}
	d := iam.Dependents{Boundary: u.Boundary}
	parts := map[string]func(context.Context) error{
		"ListAccessKeys":           func(ctx context.Context) (err error) { d.Keys, err = r.Keys(ctx, user); return err },
		"GetLoginProfile":          func(ctx context.Context) (err error) { _, d.Login, err = r.LoginProfile(ctx, user); return err },
		"ListGroupsForUser":        func(ctx context.Context) (err error) { d.Groups, err = r.groupsOf(ctx, user); return err },
		"ListAttachedUserPolicies": func(ctx context.Context) (err error) { d.Attached, err = r.attachedToUser(ctx, user); return err },
		"ListUserPolicies":         func(ctx context.Context) (err error) { d.Inline, err = r.inlineOfUser(ctx, user); return err },
		"ListMFADevices":           func(ctx context.Context) (err error) { d.MFADevices, err = r.MFADevices(ctx, user); return err },
		"ListSSHPublicKeys":        func(ctx context.Context) (err error) { d.SSHKeys, err = r.sshKeys(ctx, user); return err },
		"ListSigningCertificates":  func(ctx context.Context) (err error) { d.Certificates, err = r.certificates(ctx, user); return err },
		"ListServiceSpecificCredentials": func(ctx context.Context) (err error) {
			d.ServiceCredentials, err = r.serviceCredentials(ctx, user)
			return err
		},
	}
	var missing sync.Mutex
	calls, ctx := errgroup.WithContext(ctx)
	calls.SetLimit(fanOut)
	for action, read := range parts {
		calls.Go(func() error {
			err := read(ctx)
			if fault.Is(err, fault.CodeAwsNotOffered) || fault.Is(err, fault.CodeAwsDenied) {
				missing.Lock()
				defer missing.Unlock()
				d.Missing = append(d.Missing, action)
				return nil
			}
			return err
		})
	}
	if err := calls.Wait(); err != nil {
		return iam.Dependents{}, err
	}
	slices.Sort(d.Missing)
	return d, nil
}

// MFADevices returns the second factors of a user. Calls: ListMFADevices.
func (r *Reader) MFADevices(ctx context.Context, user iam.UserName) ([]iam.MFADevice, error) {
	var list []iam.MFADevice
	pages := sdkiam.NewListMFADevicesPaginator(r.iam, &sdkiam.ListMFADevicesInput{UserName: ptr(user)})
	err := all(ctx, r.reads, pages, func(p *sdkiam.ListMFADevicesOutput) (bool, *string) {
		for _, d := range p.MFADevices {
			serial := text(d.SerialNumber)
			// "For virtual MFA devices, the serial number is the device ARN" (MFADevice, IAM API reference).
			list = append(list, iam.MFADevice{
				Serial: serial, Virtual: strings.HasPrefix(serial, "arn:"), Enabled: when(d.EnableDate),
			})
		}
		return p.IsTruncated, p.Marker
	}, aUser(user))
	return list, err
}

func (r *Reader) sshKeys(ctx context.Context, user iam.UserName) ([]string, error) {
	var ids []string
	pages := sdkiam.NewListSSHPublicKeysPaginator(r.iam, &sdkiam.ListSSHPublicKeysInput{UserName: ptr(user)})
	err := all(ctx, r.reads, pages, func(p *sdkiam.ListSSHPublicKeysOutput) (bool, *string) {
		for _, k := range p.SSHPublicKeys {
			ids = append(ids, text(k.SSHPublicKeyId))
		}
		return p.IsTruncated, p.Marker
	}, aUser(user))
	return ids, err
}

func (r *Reader) certificates(ctx context.Context, user iam.UserName) ([]string, error) {
	var ids []string
	pages := sdkiam.NewListSigningCertificatesPaginator(r.iam, &sdkiam.ListSigningCertificatesInput{UserName: ptr(user)})
	err := all(ctx, r.reads, pages, func(p *sdkiam.ListSigningCertificatesOutput) (bool, *string) {
		for _, c := range p.Certificates {
			ids = append(ids, text(c.CertificateId))
		}
		return p.IsTruncated, p.Marker
	}, aUser(user))
	return ids, err
}

func (r *Reader) serviceCredentials(ctx context.Context, user iam.UserName) ([]string, error) {
	var ids []string
	pages := &servicePages{list: r.iam.ListServiceSpecificCredentials, more: true, in: sdkiam.ListServiceSpecificCredentialsInput{UserName: ptr(user)}}
	err := all(ctx, r.reads, pages, func(p *sdkiam.ListServiceSpecificCredentialsOutput) (bool, *string) {
		for _, c := range p.ServiceSpecificCredentials {
			ids = append(ids, text(c.ServiceSpecificCredentialId))
		}
		return p.IsTruncated, p.Marker
	}, aUser(user))
	return ids, err
}

// servicePages is the paginator that the SDK does not have for this list.
type servicePages struct {
	list call[sdkiam.ListServiceSpecificCredentialsInput, sdkiam.ListServiceSpecificCredentialsOutput]
	in   sdkiam.ListServiceSpecificCredentialsInput
	more bool
}

func (p *servicePages) HasMorePages() bool { return p.more }

func (p *servicePages) NextPage(ctx context.Context, options ...func(*sdkiam.Options)) (*sdkiam.ListServiceSpecificCredentialsOutput, error) {
	out, err := p.list(ctx, &p.in, options...)
	if err == nil {
		p.in.Marker, p.more = out.Marker, out.IsTruncated && out.Marker != nil
	}
	return out, err
}

// DeactivateMFA takes a second factor from a user. A virtual one is there
// afterwards: DeleteVirtualMFA ends it. Calls: DeactivateMFADevice.
func (a *Account) DeactivateMFA(ctx context.Context, user iam.UserName, serial string) error {
	_, err := ask(ctx, a.changes, a.changer.DeactivateMFADevice,
		&sdkiam.DeactivateMFADeviceInput{UserName: ptr(user), SerialNumber: ptr(serial)}, aCredential(serial), aUser(user))
	return err
}

// DeleteVirtualMFA deletes a virtual second factor that nobody has. Calls:
// DeleteVirtualMFADevice.
func (a *Account) DeleteVirtualMFA(ctx context.Context, serial string) error {
	_, err := ask(ctx, a.changes, a.changer.DeleteVirtualMFADevice,
		&sdkiam.DeleteVirtualMFADeviceInput{SerialNumber: ptr(serial)}, aCredential(serial))
	return err
}

// DeleteSSHKey deletes an SSH public key of a user. Calls: DeleteSSHPublicKey.
func (a *Account) DeleteSSHKey(ctx context.Context, user iam.UserName, id string) error {
	_, err := ask(ctx, a.changes, a.changer.DeleteSSHPublicKey,
		&sdkiam.DeleteSSHPublicKeyInput{UserName: ptr(user), SSHPublicKeyId: ptr(id)}, aCredential(id), aUser(user))
	return err
}

// DeleteSigningCertificate deletes a signing certificate of a user. Calls:
// DeleteSigningCertificate.
func (a *Account) DeleteSigningCertificate(ctx context.Context, user iam.UserName, id string) error {
	_, err := ask(ctx, a.changes, a.changer.DeleteSigningCertificate,
		&sdkiam.DeleteSigningCertificateInput{UserName: ptr(user), CertificateId: ptr(id)}, aCredential(id), aUser(user))
	return err
}

// DeleteServiceCredential deletes a credential that a user has for one service,
// as for CodeCommit. Calls: DeleteServiceSpecificCredential.
func (a *Account) DeleteServiceCredential(ctx context.Context, user iam.UserName, id string) error {
	_, err := ask(ctx, a.changes, a.changer.DeleteServiceSpecificCredential,
		&sdkiam.DeleteServiceSpecificCredentialInput{UserName: ptr(user), ServiceSpecificCredentialId: ptr(id)}, aCredential(id), aUser(user))
	return err
}

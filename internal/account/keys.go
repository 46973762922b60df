package account

import (
	"context"

	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

// notKnown is what AWS says for the service and region of a key that was never
// used (GetAccessKeyLastUsed, AccessKeyLastUsed, IAM API reference).
const notKnown = "N/A"

// Keys returns the access keys of a user, however many there are. Calls:
// ListAccessKeys.
func (r *Reader) Keys(ctx context.Context, user iam.UserName) ([]iam.AccessKey, error) {
	var list []iam.AccessKey
	pages := sdkiam.NewListAccessKeysPaginator(r.iam, &sdkiam.ListAccessKeysInput{UserName: ptr(user)})
	err := all(ctx, r.reads, pages, func(p *sdkiam.ListAccessKeysOutput) (bool, *string) {
		for _, k := range p.AccessKeyMetadata {
			list = append(list, keyOf(k, user))
		}
		return p.IsTruncated, p.Marker
	}, aUser(user))
	return list, err
}

// KeyUse returns when a key was last used, and whose it is. Calls:
// GetAccessKeyLastUsed.
func (r *Reader) KeyUse(ctx context.Context, id iam.KeyID) (use iam.KeyUse, owner iam.UserName, err error) {
	out, err := ask(ctx, r.reads, r.iam.GetAccessKeyLastUsed,
		&sdkiam.GetAccessKeyLastUsedInput{AccessKeyId: ptr(id)}, aKey(id))
	if err != nil {
		return iam.KeyUse{}, "", err
	}
	owner = iam.UserName(text(out.UserName))
	last := out.AccessKeyLastUsed
	if last == nil || last.LastUsedDate == nil {
		return iam.KeyUse{}, owner, nil
	}
	use = iam.KeyUse{At: when(last.LastUsedDate), Service: text(last.ServiceName), Region: text(last.Region)}
	if use.Service == notKnown {
		use.Service = ""
	}
	if use.Region == notKnown {
		use.Region = ""
	}
	return use, owner, nil
}

// CreateAccessKey makes an access key. Its answer is the only one that ever
// carries the secret: where it was lost or cannot be read the fault is Unknown,
// and there may be one more key than before. Calls: CreateAccessKey.
func (a *Account) CreateAccessKey(ctx context.Context, user iam.UserName) (iam.IssuedKey, error) {
	out, err := ask(ctx, a.changes, a.changer.CreateAccessKey, &sdkiam.CreateAccessKeyInput{UserName: ptr(user)}, aUser(user))
	if err != nil {
		return iam.IssuedKey{}, err
	}
	k := out.AccessKey
	if k == nil || text(k.AccessKeyId) == "" || text(k.SecretAccessKey) == "" {
		return iam.IssuedKey{}, fault.New(fault.Unknown, fault.CodeAwsUnknown, "CreateAccessKey").Because(errUnreadable)
	}
	return iam.IssuedKey{
		AccessKey: iam.AccessKey{
			ID:      iam.KeyID(*k.AccessKeyId),
			User:    user,
			Status:  iam.KeyActive, // "The default status for new keys is Active" (CreateAccessKey)
			Created: when(k.CreateDate),
		},
		Secret: seal.NewSecret(*k.SecretAccessKey),
	}, nil
}

// SetKeyStatus activates or deactivates an access key. Calls: UpdateAccessKey.
func (a *Account) SetKeyStatus(ctx context.Context, user iam.UserName, id iam.KeyID, status iam.KeyStatus) error {
	_, err := ask(ctx, a.changes, a.changer.UpdateAccessKey, &sdkiam.UpdateAccessKeyInput{
		UserName: ptr(user), AccessKeyId: ptr(id), Status: types.StatusType(status),
	}, aKey(id), aUser(user))
	return err
}

// DeleteAccessKey deletes an access key, active or not. Calls: DeleteAccessKey.
func (a *Account) DeleteAccessKey(ctx context.Context, user iam.UserName, id iam.KeyID) error {
	_, err := ask(ctx, a.changes, a.changer.DeleteAccessKey,
		&sdkiam.DeleteAccessKeyInput{UserName: ptr(user), AccessKeyId: ptr(id)}, aKey(id), aUser(user))
	return err
}

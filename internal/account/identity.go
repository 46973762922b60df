package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/credentials"
	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
	"keyporter/internal/seal"
)

// proveDeadline is how long one test of a key may take.
const proveDeadline = 5 * time.Second

// Identity returns who the credentials belong to. Where the server has no STS
// it is read from the ARN of the calling user; where it has neither, the fault
// is CodeAwsNotOffered. Calls: sts:GetCallerIdentity, else GetUser.
func (r *Reader) Identity(ctx context.Context) (iam.Identity, error) {
	out, err := ask(ctx, r.identify, r.sts.GetCallerIdentity, &sts.GetCallerIdentityInput{})
	if err == nil {
		return iam.Identity{Account: text(out.Account), ARN: iam.ARN(text(out.Arn)), UserID: text(out.UserId)}, nil
	}
	if fault.Is(err, fault.CodeAwsNoCredential) {
		return iam.Identity{}, err
	}
	self, selfErr := ask(ctx, r.reads, r.iam.GetUser, &sdkiam.GetUserInput{})
	switch {
	case selfErr == nil && self.User != nil && text(self.User.Arn) != "":
		return callerOf(userOf(self.User)), nil
	case fault.KindOf(selfErr) == fault.Away: // it tells why nothing can be asked
		return iam.Identity{}, selfErr
	}
	return iam.Identity{}, err
}

// callerOf reads the account out of the ARN that the server gave.
func callerOf(u iam.User) iam.Identity {
	return iam.Identity{Account: u.ARN.Account(), ARN: u.ARN, UserID: u.ID}
}

// Alias returns the account's alias, or "" where it has none; AWS allows one.
// Calls: ListAccountAliases.
func (r *Reader) Alias(ctx context.Context) (string, error) {
	out, err := ask(ctx, r.reads, r.iam.ListAccountAliases, &sdkiam.ListAccountAliasesInput{})
	if err != nil || len(out.AccountAliases) == 0 {
		return "", err
	}
	return out.AccountAliases[0], nil
}

// Prove asks STS whether it knows a key, once. Ok false with no error means that
// it does not, or not yet: IAM needs seconds to spread a new key. Offered is
// false where the server has no STS. Calls: sts:GetCallerIdentity, signed with
// the key; it needs no permission.
func (r *Reader) Prove(ctx context.Context, id iam.KeyID, secret seal.Secret) (ok, offered bool, err error) {
	l := r.identify
	l.deadline = min(l.deadline, proveDeadline)
	_, err = ask(ctx, l, r.stsAs(id, secret).GetCallerIdentity, &sts.GetCallerIdentityInput{})
	switch {
	case err == nil:
		return true, true, nil
	case fault.Is(err, fault.CodeAwsNotOffered):
		return false, false, nil
	case fault.Is(err, fault.CodeAwsCredentials):
		return false, true, nil
	}
	return false, true, err
}

// stsAs returns STS with another key and a signer of its own: the SDK's signer
// remembers what it derived from a secret, under the key's id alone.
func (r *Reader) stsAs(id iam.KeyID, secret seal.Secret) *sts.Client {
	o := r.sts.Options()
	o.Credentials = credentials.NewStaticCredentialsProvider(string(id), secret.Reveal(), "")
	o.HTTPSignerV4, o.AuthSchemes = nil, nil // made anew, of these credentials
	return sts.New(o)
}

// Place names the account and the way to it, the same after a restart: who reads
// through another endpoint, or with credentials of another account, gets another
// name. It is a hash, and makes no call to AWS. Credentials that tell no account
// are told apart by their key id; where that one expires there is no name that
// would last, and it is "".
func (r *Reader) Place(ctx context.Context) (string, error) {
	keys, err := r.s3.keys.Retrieve(ctx)
	if err != nil {
		return "", fault.New(fault.Away, fault.CodeAwsNoCredential).Because(err)
	}
	where := []string{r.reads.endpoint, r.s3.endpoint, keys.AccountID}
	switch {
	case keys.AccountID == "" && keys.SessionToken != "":
		return "", nil
	case keys.AccountID == "":
		where = append(where, keys.AccessKeyID)
	}
	sum := sha256.Sum256([]byte(strings.Join(where, "\n"))) // none of them has a line end
	return hex.EncodeToString(sum[:]), nil
}

package account

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

// PasswordPolicy returns what the account asks of console passwords: its own
// policy, or AWS's where it has set none. Calls: GetAccountPasswordPolicy.
func (r *Reader) PasswordPolicy(ctx context.Context) (iam.PasswordPolicy, error) {
	out, err := ask(ctx, r.reads, r.iam.GetAccountPasswordPolicy, &sdkiam.GetAccountPasswordPolicyInput{},
		thing{"password policy ", fault.CodeAwsRefused, "password policy"})
	switch {
	case fault.KindOf(err) == fault.NotFound && !fault.Is(err, fault.CodeAwsNotOffered):
		return iam.DefaultPasswordPolicy(), nil
	case err != nil:
		return iam.PasswordPolicy{}, err
	case out.PasswordPolicy == nil:
		return iam.PasswordPolicy{}, nil
	}
	p := out.PasswordPolicy
	return iam.PasswordPolicy{
		Own: true, MinLength: number(p.MinimumPasswordLength),
		Upper: p.RequireUppercaseCharacters, Lower: p.RequireLowercaseCharacters,
		Number: p.RequireNumbers, Symbol: p.RequireSymbols,
		ChangeOwn: p.AllowUsersToChangePassword, MaxAge: number(p.MaxPasswordAge), Reuse: number(p.PasswordReusePrevention),
		HardExpiry: aws.ToBool(p.HardExpiry),
	}, nil
}

// UpdatePasswordPolicy sets what the account asks of console passwords, the
// whole of it: whatever p leaves out is off afterwards. Classes and Own are not AWS's and are ignored. Calls:
// UpdateAccountPasswordPolicy.
func (a *Account) UpdatePasswordPolicy(ctx context.Context, p iam.PasswordPolicy) error {
	in := &sdkiam.UpdateAccountPasswordPolicyInput{
		MinimumPasswordLength:      aws.Int32(int32(p.MinLength)),
		RequireUppercaseCharacters: p.Upper, RequireLowercaseCharacters: p.Lower,
		RequireNumbers: p.Number, RequireSymbols: p.Symbol,
		AllowUsersToChangePassword: p.ChangeOwn, HardExpiry: aws.Bool(p.HardExpiry),
	}
	if p.MaxAge > 0 { // AWS takes no zero; absent is never
		in.MaxPasswordAge = aws.Int32(int32(p.MaxAge))
	}
	if p.Reuse > 0 {
		in.PasswordReusePrevention = aws.Int32(int32(p.Reuse))
	}
	_, err := ask(ctx, a.changes, a.changer.UpdateAccountPasswordPolicy, in)
	return err
}

// DeletePasswordPolicy takes the account's own password policy away; AWS's
// applies then. Calls: DeleteAccountPasswordPolicy.
func (a *Account) DeletePasswordPolicy(ctx context.Context) error {
	_, err := ask(ctx, a.changes, a.changer.DeleteAccountPasswordPolicy, &sdkiam.DeleteAccountPasswordPolicyInput{},
		thing{"password policy ", fault.CodeAwsRefused, "password policy"})
	return err
}

// CreateAlias gives the account an alias, in place of the one it has. Calls:
// CreateAccountAlias.
func (a *Account) CreateAlias(ctx context.Context, alias string) error {
	_, err := ask(ctx, a.changes, a.changer.CreateAccountAlias, &sdkiam.CreateAccountAliasInput{AccountAlias: ptr(alias)}, aCredential(alias))
	return err
}

// DeleteAlias takes the account's alias away. Calls: DeleteAccountAlias.
func (a *Account) DeleteAlias(ctx context.Context, alias string) error {
	_, err := ask(ctx, a.changes, a.changer.DeleteAccountAlias, &sdkiam.DeleteAccountAliasInput{AccountAlias: ptr(alias)}, aCredential(alias))
	return err
}

// Summary returns how many things the account has and may have. Calls:
// GetAccountSummary.
func (r *Reader) Summary(ctx context.Context) (iam.Summary, error) {
	out, err := ask(ctx, r.reads, r.iam.GetAccountSummary, &sdkiam.GetAccountSummaryInput{})
	if err != nil {
		return nil, err
	}
	s := make(iam.Summary, len(out.SummaryMap))
	for k, n := range out.SummaryMap {
		s[k] = int(n)
	}
	return s, nil
}

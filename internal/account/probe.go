package account

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	smithyhttp "github.com/aws/smithy-go/transport/http"
	"golang.org/x/sync/errgroup"

	"keyporter/internal/fault"
	"keyporter/internal/iam"
)

const (
	probeDeadline = 5 * time.Second
	secondLook    = 2 * time.Second // between the two looks of one Probe
)

// What a probe asks about where a call needs something: a user and a key that
// nobody has, and a policy that AWS has. That there is none is an answer, too.
const (
	probeUser   iam.UserName = "keyporter-probe"
	probeKey    iam.KeyID    = "AKIAKEYPORTERPROBE00"
	probePolicy iam.ARN      = "arn:aws:iam::aws:policy/ReadOnlyAccess"
)

// probes holds for each feature that a read can show how it is asked for.
// Without such a read it is known once somebody has tried to change something.
var probes = map[iam.Feature]func(context.Context, *Reader) error{
	iam.FeatureIdentity: func(ctx context.Context, r *Reader) error {
		l := r.identify
		l.probing, l.deadline = true, min(l.deadline, probeDeadline)
		_, err := ask(ctx, l, r.sts.GetCallerIdentity, &sts.GetCallerIdentityInput{})
		return err
	},
	iam.FeatureDetails: probe(func(r *Reader) call[sdkiam.GetAccountAuthorizationDetailsInput, sdkiam.GetAccountAuthorizationDetailsOutput] {
		return r.iam.getAccountAuthorizationDetails
	}, sdkiam.GetAccountAuthorizationDetailsInput{MaxItems: aws.Int32(1)}),
	iam.FeatureGroups: probe(func(r *Reader) call[sdkiam.ListGroupsInput, sdkiam.ListGroupsOutput] { return r.iam.listGroups },
		sdkiam.ListGroupsInput{MaxItems: aws.Int32(1)}),
	iam.FeatureRoles: probe(func(r *Reader) call[sdkiam.ListRolesInput, sdkiam.ListRolesOutput] { return r.iam.listRoles },
		sdkiam.ListRolesInput{MaxItems: aws.Int32(1)}),
	iam.FeaturePolicies: probe(func(r *Reader) call[sdkiam.ListPoliciesInput, sdkiam.ListPoliciesOutput] { return r.iam.listPolicies },
		sdkiam.ListPoliciesInput{MaxItems: aws.Int32(1)}),
	iam.FeatureVersions: probe(func(r *Reader) call[sdkiam.ListPolicyVersionsInput, sdkiam.ListPolicyVersionsOutput] {
		return r.iam.listPolicyVersions
	}, sdkiam.ListPolicyVersionsInput{PolicyArn: ptr(probePolicy)}, aPolicy(probePolicy)),
	iam.FeatureUsage: probe(func(r *Reader) call[sdkiam.ListEntitiesForPolicyInput, sdkiam.ListEntitiesForPolicyOutput] {
		return r.iam.listEntitiesForPolicy
	}, sdkiam.ListEntitiesForPolicyInput{PolicyArn: ptr(probePolicy), MaxItems: aws.Int32(1)}, aPolicy(probePolicy)),
	iam.FeatureInline: probe(func(r *Reader) call[sdkiam.ListUserPoliciesInput, sdkiam.ListUserPoliciesOutput] {
		return r.iam.listUserPolicies
	}, sdkiam.ListUserPoliciesInput{UserName: ptr(probeUser)}, aUser(probeUser)),
	iam.FeatureTags: probe(func(r *Reader) call[sdkiam.ListUserTagsInput, sdkiam.ListUserTagsOutput] { return r.iam.ListUserTags },
		sdkiam.ListUserTagsInput{UserName: ptr(probeUser)}, aUser(probeUser)),
	iam.FeatureKeyUse: probe(func(r *Reader) call[sdkiam.GetAccessKeyLastUsedInput, sdkiam.GetAccessKeyLastUsedOutput] {
		return r.iam.GetAccessKeyLastUsed
	}, sdkiam.GetAccessKeyLastUsedInput{AccessKeyId: ptr(probeKey)}, aKey(probeKey)),
	iam.FeatureLogin: probe(func(r *Reader) call[sdkiam.GetLoginProfileInput, sdkiam.GetLoginProfileOutput] {
		return r.iam.GetLoginProfile
	},
		sdkiam.GetLoginProfileInput{UserName: ptr(probeUser)}, aLogin(probeUser)),
	iam.FeaturePasswordPolicy: probe(func(r *Reader) call[sdkiam.GetAccountPasswordPolicyInput, sdkiam.GetAccountPasswordPolicyOutput] {
		return r.iam.GetAccountPasswordPolicy
	}, sdkiam.GetAccountPasswordPolicyInput{}),
	iam.FeatureAlias: probe(func(r *Reader) call[sdkiam.ListAccountAliasesInput, sdkiam.ListAccountAliasesOutput] {
		return r.iam.ListAccountAliases
	}, sdkiam.ListAccountAliasesInput{}),
	iam.FeatureMFA: probe(func(r *Reader) call[sdkiam.ListMFADevicesInput, sdkiam.ListMFADevicesOutput] {
		return r.iam.listMFADevices
	},
		sdkiam.ListMFADevicesInput{UserName: ptr(probeUser)}, aUser(probeUser)),
	iam.FeatureSSHKeys: probe(func(r *Reader) call[sdkiam.ListSSHPublicKeysInput, sdkiam.ListSSHPublicKeysOutput] {
		return r.iam.listSSHPublicKeys
	}, sdkiam.ListSSHPublicKeysInput{UserName: ptr(probeUser)}, aUser(probeUser)),
	iam.FeatureCertificates: probe(func(r *Reader) call[sdkiam.ListSigningCertificatesInput, sdkiam.ListSigningCertificatesOutput] {
		return r.iam.listSigningCertificates
	}, sdkiam.ListSigningCertificatesInput{UserName: ptr(probeUser)}, aUser(probeUser)),
	iam.FeatureServiceCredentials: probe(func(r *Reader) call[sdkiam.ListServiceSpecificCredentialsInput, sdkiam.ListServiceSpecificCredentialsOutput] {
		return r.iam.ListServiceSpecificCredentials
	}, sdkiam.ListServiceSpecificCredentialsInput{UserName: ptr(probeUser)}, aUser(probeUser)),
	iam.FeatureSummary: probe(func(r *Reader) call[sdkiam.GetAccountSummaryInput, sdkiam.GetAccountSummaryOutput] {
		return r.iam.GetAccountSummary
	}, sdkiam.GetAccountSummaryInput{}),
	iam.FeatureReport: probe(func(r *Reader) call[sdkiam.GetCredentialReportInput, sdkiam.GetCredentialReportOutput] {
		return r.iam.GetCredentialReport
	}, sdkiam.GetCredentialReportInput{}),
}

// probe asks a call once, whatever is known of it: a server that fails is asked
// again by Probe and not by the SDK.
func probe[I, O any](of func(*Reader) call[I, O], in I, about ...thing) func(context.Context, *Reader) error {
	return func(ctx context.Context, r *Reader) error {
		l := r.reads
		l.probing, l.deadline = true, min(l.deadline, probeDeadline)
		once := func(ctx context.Context, in *I, _ ...func(*sdkiam.Options)) (*O, error) {
			return of(r)(ctx, in, func(o *sdkiam.Options) { o.Retryer = aws.NopRetryer{} })
		}
		_, err := ask(ctx, l, once, &in, about...)
		return err
	}
}

// well reports whether the server answers the call that none is without.
func (r *Reader) well(ctx context.Context) bool {
	users := func(r *Reader) call[sdkiam.ListUsersInput, sdkiam.ListUsersOutput] { return r.iam.listUsers }
	return outcome(probe(users, sdkiam.ListUsersInput{MaxItems: aws.Int32(1)})(ctx, r), false) != iam.OfferUnknown
}

// Probe asks for every feature that is not known to be had: what was unknown
// becomes known, and what was missing may have come. Some servers fail where
// they lack a call; so a call that fails with a status of 500 or more is taken
// for a missing one only if it fails twice, while the list of users is
// answered. It makes no call where all is known. Calls: one for each feature,
// ListUsers.
func (r *Reader) Probe(ctx context.Context) {
	var open []iam.Feature
	known := r.Offers()
	for f := range probes {
		if known[f] != iam.Offered {
			open = append(open, f)
		}
	}
	doubtful, well := r.look(ctx, open)
	doubtful = slices.DeleteFunc(doubtful, func(f iam.Feature) bool { return known[f] == iam.NotOffered }) // as before
	if len(doubtful) == 0 || !well {
		return
	}
	wait := time.NewTimer(r.pause)
	defer wait.Stop()
	select {
	case <-ctx.Done():
		return
	case <-wait.C:
	}
	if doubtful, well = r.look(ctx, doubtful); well {
		for _, f := range doubtful {
			r.reads.known.set(f, iam.NotOffered)
		}
	}
}

// look asks for features and returns those at which the server failed, and
// whether it is well otherwise. What it answers is noted by each call.
func (r *Reader) look(ctx context.Context, features []iam.Feature) (failed []iam.Feature, well bool) {
	if len(features) == 0 {
		return nil, true
	}
	var lock sync.Mutex
	var calls errgroup.Group
	calls.SetLimit(fanOut)
	for _, f := range features {
		calls.Go(func() error {
			if serverFailed(probes[f](ctx, r)) {
				lock.Lock()
				defer lock.Unlock()
				failed = append(failed, f)
			}
			return nil
		})
	}
	_ = calls.Wait() // they return none
	if len(failed) == 0 {
		return nil, true
	}
	return failed, r.well(ctx)
}

// serverFailed reports whether the server answered with a failure of its own.
func serverFailed(err error) bool {
	var answer *smithyhttp.ResponseError
	return fault.KindOf(err) == fault.Away && errors.As(err, &answer) && answer.HTTPStatusCode() >= http.StatusInternalServerError
}

package account

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	sdkiam "github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/iam/types"

	"keyporter/internal/iam"
)

// TagUser sets tags of a user, all or none. Calls: TagUser.
func (a *Account) TagUser(ctx context.Context, user iam.UserName, list []iam.Tag) error {
	in := &sdkiam.TagUserInput{UserName: ptr(user), Tags: tagsOf(list)}
	_, err := ask(ctx, a.changes, a.changer.TagUser, in, aUser(user))
	return err
}

func tagsOf(list []iam.Tag) []types.Tag {
	var tags []types.Tag
	for _, t := range list {
		tags = append(tags, types.Tag{Key: aws.String(t.Key), Value: aws.String(t.Value)})
	}
	return tags
}

// UntagUser removes tags of a user by their keys; one that is not there is no
// fault. Calls: UntagUser.
func (a *Account) UntagUser(ctx context.Context, user iam.UserName, keys ...string) error {
	_, err := ask(ctx, a.changes, a.changer.UntagUser,
		&sdkiam.UntagUserInput{UserName: ptr(user), TagKeys: keys}, aUser(user))
	return err
}

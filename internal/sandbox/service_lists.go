package sandbox

import (
	"context"
	"fmt"
	"slices"
)

type serviceList struct {
	ServiceSpecificCredentials []serviceXML `xml:"ServiceSpecificCredentials>member"`
	paging
}

// servicesTarget is every user where credentials of all users are asked for.
func servicesTarget(ctx context.Context, c *call) (target, error) {
	if c.form.text("AllUsers") == "true" {
		return target{arn: c.userARN("/", "*")}, nil
	}
	return users.target(ctx, c)
}

func listServiceSpecificCredentials(ctx context.Context, c *call) (any, error) {
	p, service, all := c.page(), c.form.text("ServiceName"), c.form.truth("AllUsers")
	name, ofRoot := "", false
	switch {
	case !all:
		name, ofRoot = c.ownerName(users.upTo(64))
	case c.form.values.Has("UserName") && c.form.first == nil:
		c.form.first = validation("UserName cannot be specified together with AllUsers.")
	}
	if err := c.form.err(); err != nil {
		return nil, err
	}
	if _, known := services[service]; service != "" && !known {
		return nil, serviceUnknown(service)
	}
	asked := func(d serviceDoc) bool { return service == "" || d.Service == service }
	switch {
	case all:
		return c.servicesOfAll(ctx, p, asked)
	case ofRoot:
		return serviceList{}, nil
	}
	user, list, err := belongingsOf[serviceDoc](ctx, c, userServices, name)
	if err != nil {
		return nil, err
	}
	list = slices.DeleteFunc(list, func(d serviceDoc) bool { return !asked(d) })
	list, end, err := slicePage(p, list, func(d serviceDoc) string { return stamp(d.Created) + d.ID })
	result := serviceList{paging: end}
	for _, d := range list {
		result.ServiceSpecificCredentials = append(result.ServiceSpecificCredentials, d.xml(user.Name, c.at))
	}
	return result, err
}

func (c *call) servicesOfAll(ctx context.Context, p page, asked func(serviceDoc) bool) (any, error) {
	list, end, err := listPage(ctx, p, listing[serviceDoc]{fetch: c.kind(kindService), keep: asked})
	if err != nil {
		return nil, err
	}
	result := serviceList{paging: end}
	for _, d := range list {
		user, err := ownerOf(ctx, c.in, linkUserService, d.ID)
		if err != nil {
			return nil, fmt.Errorf("the user of %s: %w", d.ID, err)
		}
		result.ServiceSpecificCredentials = append(result.ServiceSpecificCredentials, d.xml(user.Name, c.at))
	}
	return result, nil
}

// serviceAsked is the service that a call about service-specific credentials is
// about; "" where it names none that is there.
func (c *call) serviceAsked(ctx context.Context) (string, error) {
	if name := c.form.text("ServiceName"); name != "" {
		return name, nil
	}
	credential, err := getDoc[serviceDoc](ctx, c.in, kindService, c.form.text("ServiceSpecificCredentialId"))
	return credential.Service, absent(err, nil)
}

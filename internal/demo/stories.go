package demo

// here is a person who signs in and has MFA, since so many days.
func (m *maker) here(days int) User {
	return User{Created: m.ago(days), Console: true, MFA: true, Used: m.ago(m.IntN(3))}
}

// story adds a person with a name, a team and the name as it is written.
func (m *maker) story(name, team, written string, u User) {
	u.Name = name
	m.person(u, team, written)
}

// stories makes the people of whom there is something to find.
func (m *maker) stories() {
	for i, who := range [][3]string{{"seoyeon.lee", "platform", "이서연"}, {"daniel.wright", "platform", "Daniel Wright"}, {"minjun.kim", "security", "김민준"}} {
		u := m.here(920 - 40*i)
		u.Groups = []string{"Administrators"}
		m.story(who[0], who[1], who[2], u)
	}
	u := m.here(700)
	u.Groups = []string{"platform-engineers", "platform-oncall"}
	u.Keys = []Key{{Created: m.ago(402), Used: m.ago(1), Service: "ec2", Region: home}}
	m.story(HiddenAdmin, "platform", "박지호", u)

	u = m.here(560)
	u.Groups, u.Used, u.MFA = []string{"finance-engineers"}, m.ago(0), false
	m.story("thomas.bennett", "finance", "Thomas Bennett", u)

	u = m.here(450) // gives itself any policy
	u.Groups = []string{"security-engineers"}
	u.Inline = []Inline{{"attach-for-colleagues", document(allow("Attach", []string{"iam:AttachUserPolicy", "iam:ListPolicies"}, "*"))}}
	m.story("minji.choi", "security", "최민지", u)

	u = m.here(440)
	u.Groups = []string{"data-engineers", "policy-editors"}
	m.story("grace.hughes", "data", "Grace Hughes", u)

	u = m.here(200)
	u.Groups, u.Boundary = []string{"contractors"}, m.own("contractor-boundary")
	m.story(BoundedUser, "web", "남하은", u)
	u = m.here(190)
	u.Groups, u.Boundary, u.MFA = []string{"contractors"}, m.own("contractor-boundary"), false
	m.story("lucas.reed", "mobile", "Lucas Reed", u)

	u = m.here(90)
	u.Groups = []string{"interns"}
	m.story("yuna.shin", "payments", "신유나", u)
	u = m.here(400)
	u.Groups = []string{"support-office"}
	m.story("emma.clarke", "support", "Emma Clarke", u)
	u = m.here(390)
	u.Groups = []string{"media-editors"}
	m.story("dahye.yoon", "media", "윤다혜", u)
	u = m.here(380)
	u.Groups = []string{"backup-operators"}
	m.story("sungho.kang", "platform", "강성호", u)

	u = m.here(850) // as many groups as AWS allows
	for _, team := range teams {
		u.Groups = append(u.Groups, team+"-readers")
	}
	m.story("hyunwoo.han", "data", "한현우", u)

	u = m.here(30) // the developer of the first steps
	u.Console, u.MFA = false, false
	u.Attached = []string{aws("AmazonS3FullAccess")}
	u.Keys = []Key{{Created: m.ago(29), Used: m.ago(0), Service: "s3", Region: home}}
	m.story("jiwoo.jang", "web", "장지우", u)
}

// names of services, beside those that have a story.
var serviceNames = [...]string{"upload", "thumbnails", "search-index", "ledger-sync", "mailer", "billing", "backup", "metrics",
	"crawler", "transcode", "notify", "reports", "gateway", "auth", "inventory", "pricing", "recommend", "archive", "webhook", "scheduler"}

// services fills up to as many users as there are.
func (m *maker) services() {
	m.service(RotatedUser, "platform", Key{Created: m.ago(403), Used: m.ago(0), Service: "iam", Region: "us-east-1"})
	m.lastUser().Attached = []string{aws("AdministratorAccess")}
	m.service("svc-deploy", "platform", Key{Created: m.ago(95), Used: m.ago(0), Service: "lambda", Region: home})
	m.lastUser().Groups = []string{"ci-deployers"}
	m.service(OldestKeyUser, "finance", Key{Created: m.ago(700)}, Key{Created: m.ago(698), Inactive: true})
	m.service(RotatingUser, "data",
		Key{Created: m.ago(380), Used: m.ago(1), Service: "s3", Region: home}, Key{Created: m.ago(2), Used: m.ago(0), Service: "s3", Region: home})
	for i := 0; len(m.Users) < Users; i++ {
		team := teams[m.IntN(len(teams))]
		name := "svc-" + serviceNames[i%len(serviceNames)]
		if i >= len(serviceNames) {
			name += "-" + number(i/len(serviceNames)+1)
		}
		days := m.between(3, 430)
		k := Key{Created: m.ago(days)}
		if m.chance(88) {
			k.Used, k.Service, k.Region = m.since(k.Created, m.IntN(3)), "s3", home
			if m.chance(12) {
				k.Used = m.since(k.Created, m.between(95, 250))
			}
		}
		m.service(name, team, k)
		if m.chance(10) {
			m.lastUser().Groups, m.lastUser().Attached = nil, []string{m.own(team + "-write")}
		}
	}
}

// service adds a user that is no person, as old as its oldest key.
func (m *maker) service(name, team string, keys ...Key) {
	m.Users = append(m.Users, User{
		Name: name, Path: "/service/", Created: keys[0].Created.AddDate(0, 0, -1), Keys: keys,
		Groups: []string{team + "-engineers"}, Tags: [][2]string{{"team", team}, {"kind", "service"}},
	})
}

func (m *maker) lastUser() *User { return &m.Users[len(m.Users)-1] }

package demo

import (
	"slices"
	"time"
)

// Names as they are romanised in addresses, and as people write them.
var (
	surnames = [...][2]string{{"kim", "김"}, {"lee", "이"}, {"park", "박"}, {"choi", "최"}, {"jung", "정"}, {"kang", "강"}, {"cho", "조"},
		{"yoon", "윤"}, {"jang", "장"}, {"lim", "임"}, {"han", "한"}, {"oh", "오"}, {"seo", "서"}, {"shin", "신"}, {"kwon", "권"}}
	given = [...][2]string{{"minjun", "민준"}, {"seoyeon", "서연"}, {"jiho", "지호"}, {"haeun", "하은"}, {"doyun", "도윤"}, {"jiwoo", "지우"},
		{"seojun", "서준"}, {"yuna", "유나"}, {"hyunwoo", "현우"}, {"soyeon", "소연"}, {"junseo", "준서"}, {"minji", "민지"},
		{"taeyang", "태양"}, {"eunji", "은지"}, {"sungho", "성호"}, {"dahye", "다혜"}}
	firstNames = [...]string{"Emma", "Daniel", "Grace", "Thomas", "Olivia", "Samuel", "Hannah", "Lucas", "Alice", "Martin"}
	lastNames  = [...]string{"Wright", "Bennett", "Clarke", "Fisher", "Hughes", "Mason", "Palmer", "Reed", "Turner"}
)

const people = 150

// people fills up to as many people as there are, after those with a story.
func (m *maker) people() {
	for len(m.Users) < people {
		name, written := m.name()
		if slices.ContainsFunc(m.Users, func(u User) bool { return u.Name == name }) {
			continue
		}
		team := teams[m.IntN(len(teams))]
		u := User{Name: name, Created: m.ago(m.between(20, 860)), Groups: []string{team + "-readers"}}
		if m.chance(60) {
			u.Groups = []string{team + "-engineers"}
		}
		if m.chance(15) {
			u.Groups = append(u.Groups, teams[m.IntN(len(teams))]+"-readers")
			u.Groups = slices.Compact(u.Groups)
		}
		if m.chance(6) {
			u.Attached = []string{aws("AmazonS3ReadOnlyAccess")}
		}
		m.console(&u)
		m.personalKeys(&u)
		m.person(u, team, written)
	}
}

// name draws a name, and how its owner writes it.
func (m *maker) name() (name, written string) {
	if m.chance(30) {
		first, last := firstNames[m.IntN(len(firstNames))], lastNames[m.IntN(len(lastNames))]
		return lower(first) + "." + lower(last), first + " " + last
	}
	family, own := surnames[m.IntN(len(surnames))], given[m.IntN(len(given))]
	return own[0] + "." + family[0], family[1] + own[1]
}

func lower(name string) string { return string(name[0]|0x20) + name[1:] }

// person adds one of a team.
func (m *maker) person(u User, team, written string) {
	u.Path = "/" + team + "/"
	u.Tags = append(u.Tags, [2]string{"team", team}, [2]string{"name", written})
	m.Users = append(m.Users, u)
}

// console gives most people a password, which some have not used for long.
func (m *maker) console(u *User) {
	if !m.chance(70) {
		return
	}
	u.Console, u.MFA = true, m.chance(88)
	switch {
	case m.chance(8): // never
	case m.chance(20):
		u.Used = m.since(u.Created, m.between(60, 300))
	default:
		u.Used = m.since(u.Created, m.between(0, 14))
	}
}

// personalKeys gives some people a key.
func (m *maker) personalKeys(u *User) {
	if !m.chance(30) {
		return
	}
	days := m.between(1, 420)
	k := Key{Created: m.since(u.Created, days), Service: "s3", Region: home}
	if m.chance(80) {
		k.Used = m.since(k.Created, m.IntN(40))
	}
	k.Inactive = days > 300 && m.chance(30)
	u.Keys = append(u.Keys, k)
}

// since is so many days ago, but not before what came first.
func (m *maker) since(first time.Time, days int) time.Time {
	at := m.ago(days)
	if earliest := first.Add(time.Hour); at.Before(earliest) {
		at = earliest
	}
	return at
}

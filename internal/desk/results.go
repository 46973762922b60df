package desk

import "time"

// Results counts the secrets that the rows of a job have made, for one operator.
type Results struct {
	Waiting   int       // this session can take them
	Elsewhere int       // only another session could, which may have ended
	Taken     int       // in a file, and not yet said to be saved
	Unclaimed int       // their time ran out
	Until     time.Time // when the first of those that wait ends
}

// BundleLife is how long the secrets of a job wait for whoever began it.
const BundleLife = 24 * time.Hour

// FormResults is the file of all results of a job: a line for each user.
const FormResults FileForm = "results"

// resultsHead are the columns of the file with which AWS's console once handed over
// new users: aws-cli reads it, and other tools do.
var resultsHead = []string{"User name", "Password", "Access key ID", "Secret access key", "Console login link"}

// NewResultsFile writes the credentials of many users as one file, a line for each
// user, every cell byte for byte as it is. The password and the key of one user
// stand in one line where they follow one another.
func NewResultsFile(name string, list []Credentials) File {
	rows := [][]string{resultsHead}
	for i, c := range list {
		if i == 0 || list[i-1].User != c.User || list[i-1].Kind == c.Kind {
			rows = append(rows, make([]string, len(resultsHead)))
		}
		row := rows[len(rows)-1]
		row[0] = c.User
		if c.Kind == PasswordTicket {
			row[1], row[4] = c.Password.Reveal(), c.SignInURL
			continue
		}
		row[2], row[3] = c.KeyID, c.Secret.Reveal()
	}
	return csvFile(name, rows...)
}

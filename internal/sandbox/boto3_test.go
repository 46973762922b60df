package sandbox_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"keyporter/internal/portertest"
)

// TestBoto3Works runs the programs of testdata, which have the questions and the
// answers, each against an account of its own.
func TestBoto3Works(t *testing.T) {
	t.Parallel()
	python := ""
	for _, name := range []string{"/usr/bin/python3", "python3"} { // Debian's package is of Debian's Python
		if exec.Command(name, "-c", "import boto3").Run() == nil {
			python = name
			break
		}
	}
	portertest.Need(t, python != "", "Python with boto3")
	keys, certificates := []string{sshKey}, []string{}
	for range 5 {
		keys = append(keys, strings.TrimSpace(publicKey(t, 2048)))
	}
	for range 3 {
		certificates = append(certificates, strings.TrimSpace(certificateAt(t, time.Now())))
	}
	material := []string{"SSH_KEYS=" + strings.Join(keys, "\n\n"), "CERTIFICATES=" + strings.Join(certificates, "\n\n")}
	for _, program := range []string{"boto3_calls.py", "boto3_limits.py", "boto3_credentials.py", "boto3_s3.py"} {
		t.Run(program, func(t *testing.T) {
			t.Parallel()
			b := serve(t, open(t, filepath.Join(t.TempDir(), "keyporter.db")), &clock{now: time.Now()}) // it signs with the time of day
			cmd := exec.CommandContext(t.Context(), python, filepath.Join("testdata", program), b.url)
			cmd.Env = append(os.Environ(), "AWS_ACCESS_KEY_ID="+b.id, "AWS_SECRET_ACCESS_KEY="+b.secret, "AWS_DEFAULT_REGION=us-east-1",
				"AWS_CONFIG_FILE="+os.DevNull, "AWS_SHARED_CREDENTIALS_FILE="+os.DevNull, "AWS_SESSION_TOKEN=", "PYTHONDONTWRITEBYTECODE=1")
			cmd.Env = append(cmd.Env, material...)
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s = %v:\n%s", program, err, out)
			}
		})
	}
}

package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"yifa/api"
	"yifa/domain"
	"yifa/local"
	"yifa/store"
)

// demoWordFile holds the password of the demonstration accounts of one installation; every installation makes its own.
const demoWordFile = "secrets/demo-password"

// demoAccounts gives everybody of the demonstration bureau an account and says how to sign in.
func demoAccounts(ctx context.Context, sys system) (string, error) {
	in, err := readInstall(sys.Data)
	if err != nil {
		return "", err
	}
	s, err := store.Open(ctx, store.Config{DSN: sys.Database, MaxConns: 2})
	if err != nil {
		return "", err
	}
	defer s.Close() //nolint:errcheck // what was done is committed
	a, err := s.Agency(ctx)
	if domain.CodeOf(err) == "not_found" {
		return "尚未设立机关：yifa user init --data " + sys.Data + " --agency … --short … --region … --login … --name … (no authority yet)", nil
	}
	if err != nil || in.Demo != "loaded" {
		return "", err
	}
	word, err := demoWord(filepath.Join(sys.Data, demoWordFile))
	if err != nil {
		return "", err
	}
	people, err := s.People(ctx, a.ID)
	if err != nil {
		return "", err
	}
	var hash string
	first := map[domain.Role]string{}
	most := map[domain.Role]int{}
	for _, p := range people {
		work, err := s.TaskCounts(ctx, store.TaskFilter{Agency: a.ID, Person: p.ID})
		if err != nil {
			return "", err
		}
		for _, g := range p.Grants { // of several the one with the most to do is the most interesting
			if (first[g.Role] == "" || work.Mine > most[g.Role]) && p.Holds(g.Role, a.ID, domain.DateOf(s.Now())) {
				first[g.Role], most[g.Role] = p.Login, work.Mine
			}
		}
		_, err = s.AccountOf(ctx, p.ID)
		if domain.CodeOf(err) == "not_found" {
			if hash == "" { // one digest for all of them: they share the word, and making it takes its time
				if hash, err = api.HashPassword(word); err != nil {
					return "", err
				}
			}
			err = s.SaveAccount(ctx, store.Account{Person: p.ID, Login: p.Login, PasswordHash: hash})
		}
		if err != nil {
			return "", err
		}
	}
	var names []string
	for _, r := range []domain.Role{domain.RoleOfficer, domain.RoleSection, domain.RoleReviewer, domain.RoleHost, domain.RoleLeader, domain.RoleHead,
		domain.RoleFinance, domain.RoleArchive, domain.RoleManager, domain.RoleClerk, domain.RoleAuditor, domain.RoleAdmin} {
		if first[r] != "" {
			names = append(names, domain.RoleTitles[r][0]+" "+first[r])
		}
	}
	return fmt.Sprintf("演示账号：%s；口令 %s", strings.Join(names, "、"), word), nil
}

func demoWord(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err == nil {
		return strings.TrimSpace(string(b)), nil
	}
	if !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	word := "yifa-" + strings.ToLower(rand.Text()[:10])
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	return word, local.WriteFile(path, []byte(word+"\n"), 0o600)
}

func init() { hooks.accounts = demoAccounts }

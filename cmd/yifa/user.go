package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"yifa/api"
	"yifa/domain"
	"yifa/store"
)

type userCmd struct {
	List     userListCmd     `cmd:"" help:"列出人员与账号 (people and accounts)"`
	Password userPasswordCmd `cmd:"" help:"重设密码，首次登录须修改 (set a first password)"`
	Init     userInitCmd     `cmd:"" help:"新装系统：设立机关和第一个系统管理员 (a new installation: the authority and its first administrator)"`
}

type userListCmd struct{ live }

// Run lists who works here and how they sign in.
func (u *userListCmd) Run(ctx context.Context) error {
	return withStore(ctx, u.live, func(s *store.Store) error {
		a, err := s.Agency(ctx)
		if err != nil {
			return err
		}
		people, err := s.People(ctx, a.ID)
		if err != nil {
			return err
		}
		w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', 0)
		today := domain.DateOf(time.Now())
		for _, p := range people {
			var roles []string
			for _, g := range p.Grants {
				if p.Holds(g.Role, a.ID, today) {
					roles = append(roles, domain.RoleTitles[g.Role][0])
				}
			}
			state := "无账号"
			if acc, err := s.AccountOf(ctx, p.ID); err == nil {
				state = "有账号"
				if acc.MustChange {
					state = "首次登录须改密码"
				}
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", p.Login, p.Name, p.Section, strings.Join(roles, "、"), state)
		}
		return w.Flush()
	})
}

type userPasswordCmd struct {
	live
	Login string `arg:"" help:"登录名 (login)"`
}

// Run gives a person a new first password and prints it once.
func (u *userPasswordCmd) Run(ctx context.Context) error {
	return withStore(ctx, u.live, func(s *store.Store) error {
		p, err := s.PersonByLogin(ctx, u.Login)
		if err != nil {
			return err
		}
		word, err := firstPassword(ctx, s, p, "")
		if err != nil {
			return err
		}
		fmt.Printf("%s 的首次密码：%s （登录后须修改）\n", p.Name, word)
		return nil
	})
}

type userInitCmd struct {
	live
	Agency string `required:"" help:"机关名称 (name of the authority)"`
	Short  string `required:"" help:"机关代字 (code in numbers)"`
	Region string `required:"" help:"行政区域 (region)"`
	Login  string `required:"" help:"管理员登录名 (login of the administrator)"`
	Name   string `required:"" help:"管理员姓名 (name)"`

	Superior string `help:"本级人民政府，行政复议机关 (people's government of the same level)"`
	Address  string `help:"机关地址，印在文书上 (address, printed on instruments)"`
	Phone    string `help:"联系电话，印在文书上 (phone, printed on instruments)"`
	Payee    string `help:"罚没款收款单位，印在缴款通知书上 (payee of fines)"`
	Bank     string `help:"开户银行 (bank of the payee)"`
	Account  string `help:"账号 (account of the payee)"`
}

// Run enters the authority and the first administrator; everything else is then done in the pages.
func (u *userInitCmd) Run(ctx context.Context) error {
	return withStore(ctx, u.live, func(s *store.Store) error {
		if a, err := s.Agency(ctx); err == nil {
			return fmt.Errorf("已经设立 %s (there is an authority already)", a.Name)
		}
		person := domain.CaseID("p-" + u.Login)
		for _, r := range []store.Request{
			{Case: "agency", Command: &domain.EstablishAgency{Name: u.Agency, Short: u.Short, Region: u.Region, Superior: u.Superior, Address: u.Address, Phone: u.Phone,
				BankAccount: domain.BankAccount{Payee: u.Payee, Bank: u.Bank, Account: u.Account}}},
			{Case: person, Command: &domain.AddPerson{Login: u.Login, Name: u.Name}},
			{Case: person, Command: &domain.GrantRole{Role: domain.RoleAdmin, From: domain.DateOf(time.Now())}},
		} {
			r.Actor = domain.System
			if _, err := s.Act(ctx, r); err != nil {
				return err
			}
		}
		p, err := s.PersonByLogin(ctx, u.Login)
		if err != nil {
			return err
		}
		word, err := firstPassword(ctx, s, p, "")
		if err != nil {
			return err
		}
		fmt.Printf("已设立 %s。管理员 %s 的首次密码：%s （登录后须修改）\n", u.Agency, u.Login, word)
		return nil
	})
}

// firstPassword gives a person an account with a password that must be changed at the first sign-in; a made-up one
// when none is named.
func firstPassword(ctx context.Context, s *store.Store, p domain.Person, word string) (string, error) {
	must := word == ""
	if must {
		word = rand.Text()[:16]
	}
	hash, err := api.HashPassword(word)
	if err != nil {
		return "", err
	}
	if err := s.SaveAccount(ctx, store.Account{Person: p.ID, Login: p.Login, PasswordHash: hash, MustChange: must}); err != nil {
		return "", err
	}
	return word, s.DeleteSessionsOf(ctx, p.ID, "")
}

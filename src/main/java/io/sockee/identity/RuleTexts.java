package io.sockee.identity;

/**
 * The rules for names, passwords and e-mail addresses, in words for the person who is about to enter them.
 *
 * @param registration whether anybody may register
 * @param nameRule for a name
 * @param passwordRule for a password
 * @param emailRule for an e-mail address
 */
public record RuleTexts(boolean registration, String nameRule, String passwordRule, String emailRule) {}

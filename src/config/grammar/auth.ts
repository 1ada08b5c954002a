/** `server.auth:` how to get a token. */
import { type Found, map, type Table } from '../read/collection.ts';
import { type Located, located } from '../read/reader.ts';
import { boolean, choice, text } from '../read/scalar.ts';

/** `login`, `clientCredentials` or `refreshToken` says which way; the other keys go with `refreshToken`. */
export interface AuthKeys extends RefreshKeys {
  login: Located<boolean>;
  clientCredentials: Found<ClientKeys>;
}

export interface RefreshKeys {
  refreshToken: Located<string>;
  issuer: Located<string>;
  tokenUrl: Located<string>;
  clientId: Located<string>;
  clientSecret: Located<string>;
}

export interface ClientKeys {
  issuer: Located<string>;
  clientId: Located<string>;
  clientSecret: Located<string>;
  privateKey: Located<string>;
  privateKeyFile: Located<string>;
  algorithm: string;
  scope: Located<string>;
}

export const CLIENT_TABLE: Table<ClientKeys> = {
  issuer: located(text),
  clientId: located(text),
  clientSecret: located(text),
  privateKey: located(text),
  privateKeyFile: located(text),
  algorithm: choice(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512']),
  scope: located(text),
};

export const AUTH_TABLE: Table<AuthKeys> = {
  login: located(boolean),
  clientCredentials: map<ClientKeys>('a map with `issuer`, `clientId` and `clientSecret`', CLIENT_TABLE),
  refreshToken: located(text),
  issuer: located(text),
  tokenUrl: located(text),
  clientId: located(text),
  clientSecret: located(text),
};

export const readAuth = map<AuthKeys>('a map with `login`, `clientCredentials` or `refreshToken`', AUTH_TABLE);

import type { Configuration } from 'openid-client'

/** Another house that signs people in (OpenID Connect), as the environment names it. */
export interface OtherHouseConfig {
  readonly issuer: string
  readonly client: string
  /** Null: a public client, proved by PKCE alone. */
  readonly secret: string | null
  /** What its button says. */
  readonly name: string
}

/** What a person brings back from there: who they are for ever in that house. */
export interface OtherHouse {
  readonly name: string
  /** Where to send a browser, and what must be kept until it is back. Rejects while that house is away. */
  begin(redirectTo: string): Promise<{ readonly address: string; readonly errand: Errand }>
  /** Reads what the browser brought back. Null: it proves nothing. */
  end(errand: Errand, address: URL): Promise<string | null>
}

/** What one trip is known by: none of it leaves the hub but hashed or random. */
export interface Errand {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly redirectTo: string
}

const KNOWN_FOR_MS = 3_600_000

/**
 * Authorization code with PKCE, state and nonce (RFC 6749, RFC 7636, OpenID Connect Core 1.0), by openid-client. The house's papers are
 * asked for when somebody first goes there, so that a hub without the Internet starts as ever; PINs go on beside it.
 */
export function openOtherHouse(config: OtherHouseConfig, now: () => number): OtherHouse {
  const { issuer, client, secret, name } = config
  let known: { papers: Configuration; at: number } | null = null
  const library = () => import('openid-client')

  async function papers(): Promise<Configuration> {
    if (known && now() - known.at < KNOWN_FOR_MS) return known.papers
    const oidc = await library()
    const insecure = new URL(issuer).protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {}
    const proof = secret === null ? oidc.None() : oidc.ClientSecretBasic(secret)
    const found = await oidc.discovery(new URL(issuer), client, undefined, proof, { timeout: 10, ...insecure })
    known = { papers: found, at: now() }
    return found
  }

  return {
    name,
    async begin(redirectTo) {
      const oidc = await library()
      const house = await papers()
      const errand = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        redirectTo,
      }
      const address = oidc.buildAuthorizationUrl(house, {
        redirect_uri: redirectTo,
        scope: 'openid',
        state: errand.state,
        nonce: errand.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(errand.verifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, errand }
    },
    async end({ state, nonce, verifier, redirectTo }, address) {
      const oidc = await library()
      const house = await papers()
      // The address the browser was sent to, with what it brought: a proxy in between may have changed the rest.
      const came = new URL(redirectTo)
      came.search = address.search
      try {
        const tokens = await oidc.authorizationCodeGrant(house, came, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        return claims ? `${claims.iss} ${claims.sub}` : null
      } catch (error) {
        // Refused there, forged, or used twice: told to the person as not signed in. A house that is away is another matter.
        if (isAway(error)) throw error
        return null
      }
    },
  }
}

function isAway(error: unknown): boolean {
  const { code, cause } = error as { code?: string; cause?: { code?: string } }
  return code === 'OAUTH_TIMEOUT' || /^E(CONN|AI_AGAIN|NOTFOUND|HOSTUNREACH)/.test(cause?.code ?? '')
}

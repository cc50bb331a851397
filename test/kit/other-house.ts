import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** A real OpenID provider on loopback, with one client: a public one, or one that has a secret. */
export async function openProvider(redirectTo: () => string, secret: string | null) {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let provider: Provider | null = null
  server.on('request', (request, response) => {
    // Made at the first knock: by then the hub has its port.
    provider ??= new Provider(issuer, {
      clients: [
        {
          client_id: 'luot',
          redirect_uris: [redirectTo()],
          ...(secret === null
            ? { token_endpoint_auth_method: 'none' as const }
            : { client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' as const }),
        },
      ],
      cookies: { keys: ['only for this test'] },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: true } },
    })
    void provider.callback()(request, response)
  })
  return {
    issuer,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A browser's cookies and its patience: follows redirects over both houses, filling in the provider's forms. */
export async function travel(
  from: string,
  cookies: Map<string, string>,
  login: string,
): Promise<{ url: string; status: number; text: string }> {
  let next: { url: string; method: 'GET' | 'POST'; body?: string } = { url: from, method: 'GET' }
  for (let steps = 0; steps < 20; steps++) {
    const { host, origin } = new URL(next.url)
    const own = [...cookies]
      .filter(([name]) => name.startsWith(`${host} `))
      .map(([name, value]) => `${name.split(' ')[1]}=${value}`)
    const response = await fetch(next.url, {
      method: next.method,
      redirect: 'manual',
      headers: {
        ...(own.length > 0 && { cookie: own.join('; ') }),
        ...(next.body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(next.body !== undefined && { body: next.body }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(`${host} ${name}`)
      else cookies.set(`${host} ${name}`, value)
    }
    const to = response.headers.get('location')
    if (to !== null) {
      next = { url: new URL(to, next.url).href, method: 'GET' }
      continue
    }
    const text = await response.text()
    const form = /<form[^>]*action="([^"]+)"/.exec(text)?.[1]
    if (!form || !next.url.includes('/interaction/')) return { url: next.url, status: response.status, text }
    const prompt = /name="prompt" value="(\w+)"/.exec(text)?.[1] ?? 'login'
    const fields = prompt === 'login' ? { prompt, login, password: 'any' } : { prompt }
    next = { url: new URL(form, origin).href, method: 'POST', body: new URLSearchParams(fields).toString() }
  }
  throw new Error(`the way from ${from} never ends`)
}

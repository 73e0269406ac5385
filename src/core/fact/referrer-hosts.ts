/** Which channel a referring host stands for, as data. Not how a channel is chosen: referrer.ts. */

import type { Channel } from '../context.ts'

/**
 * A host stands for itself and everything below it; the longest entry wins. `google.*` stands for google.com,
 * google.co.jp and so on. App packages come as `android-app://` referrers.
 */
const HOSTS: { readonly [C in Channel]?: string } = {
  search:
    'google.* bing.com yahoo.* yahoo.co.jp duckduckgo.com baidu.com yandex.* ya.ru naver.com daum.net ecosia.org qwant.com ' +
    'startpage.com search.brave.com kagi.com ask.com search.aol.com sogou.com so.com seznam.cz mojeek.com perplexity.ai ' +
    'goo.ne.jp excite.co.jp search.biglobe.ne.jp search.nifty.com websearch.rakuten.co.jp search.smt.docomo.ne.jp ' +
    'search.auone.jp sp-search.auone.jp search.fenrir-inc.com fresheye.com luna.tv ' +
    'com.google.android.googlequicksearchbox',
  social:
    'facebook.com fb.com fb.me messenger.com instagram.com threads.net threads.com x.com twitter.com t.co linkedin.com lnkd.in ' +
    'pinterest.* pin.it reddit.com redd.it tiktok.com youtube.com youtu.be snapchat.com tumblr.com discord.com quora.com ' +
    'bsky.app mastodon.social mstdn.jp pawoo.net misskey.io weibo.com weibo.cn vk.com ok.ru t.me web.telegram.org wa.me ' +
    'web.whatsapp.com kakao.com blog.naver.com cafe.naver.com ' +
    'line.me lin.ee note.com note.mu hatena.ne.jp hatenablog.com hatenablog.jp hatenadiary.com hatenadiary.jp ameblo.jp ' +
    'ameba.jp mixi.jp mixi.social nicovideo.jp blog.goo.ne.jp oshiete.goo.ne.jp chiebukuro.yahoo.co.jp blog.livedoor.jp ' +
    'livedoor.blog twipla.jp jp.naver.line.android com.facebook.katana com.twitter.android com.instagram.android',
  mail:
    'mail.google.com mail.yahoo.* mail.yahoo.co.jp outlook.live.com outlook.office.com outlook.office365.com outlook.com ' +
    'mail.aol.com mail.proton.me mail.yandex.* mail.naver.com mail.qq.com mail.nifty.com webmail.biglobe.ne.jp ' +
    'com.google.android.gm com.microsoft.office.outlook jp.co.yahoo.android.ymail',
  ads:
    'googleadservices.com doubleclick.net googlesyndication.com adservice.google.com syndicatedsearch.goog criteo.com ' +
    'criteo.net taboola.com outbrain.com popin.cc logly.co.jp rd.listing.yahoo.co.jp ard.yahoo.co.jp im-apps.net ' +
    'i-mobile.co.jp nend.net',
  referral:
    'docs.google.* drive.google.* sites.google.* news.google.* accounts.google.* classroom.google.* calendar.google.* ' +
    'meet.google.* groups.google.* translate.google.* play.google.* gemini.google.* news.yahoo.* news.yahoo.co.jp ' +
    'shopping.yahoo.co.jp auctions.yahoo.co.jp login.yahoo.co.jp finance.yahoo.* news.naver.com shopping.naver.com ' +
    'dictionary.goo.ne.jp news.goo.ne.jp',
}

const byHost = new Map<string, Channel>(
  Object.entries(HOSTS).flatMap(([channel, hosts]) =>
    hosts.split(' ').map((host) => [host, channel as Channel] as const),
  ),
)

/** What may follow `google.`: `com`, `de`, `co.jp`, `com.br`. A made-up `google.example.com` does not. */
const PUBLIC_SUFFIX = /^(?:(?:com|co|ne|or|org|net)\.)?[a-z]{2,3}$/

/** Null: not a host of the table. `host` is lower case. */
export function channelOfHost(host: string): Channel | null {
  for (let rest = host; rest !== ''; rest = below(rest)) {
    const channel = byHost.get(rest) ?? byHost.get(anyCountry(rest))
    if (channel !== undefined) return channel
  }
  return null
}

/** `www.google.de` → `google.de` → `de` → empty. */
function below(host: string): string {
  const dot = host.indexOf('.')
  return dot < 0 ? '' : host.slice(dot + 1)
}

/** `mail.yahoo.co.jp` → `mail.yahoo.*`; a host whose end is no public suffix stays as it is. */
function anyCountry(host: string): string {
  const labels = host.split('.')
  for (let suffix = 1; suffix <= 2 && labels.length > suffix; suffix++) {
    const cut = labels.length - suffix
    const name = labels.slice(0, cut).join('.') + '.*'
    if (PUBLIC_SUFFIX.test(labels.slice(cut).join('.')) && byHost.has(name)) return name
  }
  return host
}

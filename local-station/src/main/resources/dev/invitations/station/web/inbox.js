// Shows times as the reader's clock does, and new mails as they arrive.
const readable = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' });
for (const time of document.querySelectorAll('time')) {
  time.textContent = readable.format(new Date(time.dateTime));
}

const mails = document.getElementById('mails');

async function look() {
  const newest = new URL('/inbox', location);
  newest.searchParams.set('to', new URLSearchParams(location.search).get('to') ?? '');
  newest.searchParams.set('limit', '1');
  try {
    const [mail] = await (await fetch(newest, { headers: { Accept: 'application/json' } })).json();
    if (mail && mail.id !== mails.dataset.newest && !document.activeElement.matches('input')) location.reload();
  } catch {
    // the station is away: the next look tells
  }
}

if (mails) setInterval(look, 2000);

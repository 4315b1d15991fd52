const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (letter) => escapes[letter]!);

/** Sheets of A4 as pages of our own: no script, no picture from elsewhere, the fonts of the terminal. */
const sheet = (title: string, body: string) => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
  @page { size: A4; margin: 20mm }
  body { font: 14pt/1.6 'Noto Sans CJK SC', sans-serif; color: #000 }
  h1 { font: 700 28pt/1.3 'Noto Serif CJK SC', serif; margin: 0 0 8mm }
</style>
<h1>${escaped(title)}</h1>
${body}
</html>`;

export function writeSheets(station: { readonly name: string; readonly phone: string }) {
  return {
    /** For technicians: what must be readable on every printer. */
    trial: () =>
      sheet(
        '试打',
        ['汉字 ABC 123', '生僻字 𠮷㙓䶮', `${station.name} ${station.phone}`]
          .map((line) => `<p>${escaped(line)}</p>`)
          .join(''),
      ),
  };
}

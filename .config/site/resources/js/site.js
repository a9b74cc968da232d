// What the renderers leave out: the ids that GitHub gives to headings, links from AsciiDoc to Markdown, and copy buttons.
for (const heading of document.querySelectorAll('#bodyColumn h1, #bodyColumn h2, #bodyColumn h3')) {
    heading.id ||= heading.textContent.trim().toLowerCase().replace(/[^\p{L}\p{N}_\- ]/gu, '').replaceAll(' ', '-');
}
if (location.hash) {
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}
for (const link of document.querySelectorAll('#bodyColumn a[href]')) {
    if (!/^[a-z]+:/.test(link.getAttribute('href'))) {
        link.setAttribute('href', link.getAttribute('href').replace(/\.(md|adoc)(#|$)/, '.html$2'));
    }
}
for (const block of document.querySelectorAll('#bodyColumn pre')) {
    const code = block.textContent;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(code);
        button.textContent = 'Copied';
    });
    block.append(button);
}

// What the renderers leave out: the ids that GitHub gives to headings, links from AsciiDoc to Markdown, copy buttons,
// and a menu that leaves room for the text on a phone.
for (const heading of document.querySelectorAll('#bodyColumn h1, #bodyColumn h2, #bodyColumn h3')) {
    const id = heading.textContent.trim().toLowerCase().replace(/[^\p{L}\p{N}_\- ]/gu, '').replaceAll(' ', '-');
    if (!document.getElementById(id)) {
        const place = document.createElement('span');
        place.id = id;
        heading.prepend(place);
    }
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
for (const code of document.querySelectorAll('#bodyColumn td code')) {
    code.classList.toggle('long', code.textContent.length > 24);
}
const menu = document.createElement('details');
menu.id = 'menu';
menu.innerHTML = '<summary>Menu</summary>';
const column = document.querySelector('#leftColumn');
menu.append(...column.childNodes);
column.append(menu);
const wide = matchMedia('(min-width: 768px)');
const fit = () => { menu.open = wide.matches; };
wide.addEventListener('change', fit);
fit();

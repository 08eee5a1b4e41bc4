// Before the first paint: the theme of the address, the remembered one, or the system's.
(() => {
  const asked = new URLSearchParams(location.search).get('theme');
  const kept = localStorage.getItem('iolaus.theme');
  const system = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  const theme = [asked, kept, system].find((each) => each === 'dark' || each === 'light');
  document.documentElement.dataset.theme = theme;
})();

// Runs before the first paint, so that whoever chose a theme never sees a flash of the other one.
try {
  const chosen = localStorage.getItem('theme')
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen
} catch {
  // Storage is switched off: the system's preference stands.
}

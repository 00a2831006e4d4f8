import '@fontsource-variable/inter/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App'
import { openVenue } from './app/openVenue'

const root = document.getElementById('terminal')
if (!root) throw new Error('The page has no place for the terminal')
createRoot(root).render(
  <StrictMode>
    <App venue={openVenue()} />
  </StrictMode>,
)

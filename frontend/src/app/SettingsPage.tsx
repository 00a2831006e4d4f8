import { ApiKeys } from '../features/api-keys/ApiKeys'
import { Colours } from '../features/colours/Colours'
import { ChangePassword } from '../features/password/ChangePassword'
import { Sessions } from '../features/sessions/Sessions'
import { ForMembers, Page } from '../ui/Page'

/** How the terminal looks, and who may come into the account. */
export default function SettingsPage() {
  return (
    <Page title="Settings">
      <Colours />
      <ForMembers what="Your sessions, password and API keys">
        <Sessions />
        <ChangePassword />
        <ApiKeys />
      </ForMembers>
    </Page>
  )
}

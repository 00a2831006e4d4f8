import { Health } from '../features/health/Health'
import { MyConnection } from '../features/health/MyConnection'
import { useHealth } from '../features/health/useHealth'
import { Page } from '../ui/Page'

/** Whether it is the venue, or the way to it. */
export default function StatusPage() {
  const asked = useHealth()
  return (
    <Page title="Status">
      <Health asked={asked} />
      <MyConnection asked={asked} />
    </Page>
  )
}
